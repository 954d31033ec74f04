/**
 * What clipping and noise cost credit-logistic: the area under the ROC curve on 4,000 people, of models that learned from many people and from few,
 * with the noise drawn from other seeds. The framework trains them (`recordPrivacy.ts`), and a test trains some of them again.
 */
import { findRun, fit } from '#framework';

export interface PrivacyCost {
  /** People that it learned from. */
  readonly examples: number;
  readonly sigma: number;
  /** By seed of the noise; one, where there is none. */
  readonly auc: readonly number[];
}

export const SEED = 7;
export const NOISE_SEEDS = [1, 2, 3] as const;
/** Nobody's gradient is longer. */
export const CLIP = 1;
export const EXAMINED = 4000;
export const sigmas = [0, 0.5, 1, 2, 4, 8] as const;
export const sizes = [2000, 100] as const;

/** @example await aucWith({ examples: 2000, sigma: 4, noise: 1 }) // about 0.84 */
export async function aucWith(of: { examples: number; sigma: number; noise: number }): Promise<number> {
  const { examples, sigma, noise } = of;
  const knobs = { examples, clip: CLIP, sigma, noiseSeed: noise };
  const setup = await findRun('credit-logistic').build({ seed: SEED, testExamples: EXAMINED, knobs });
  for await (const _ of fit(setup, { validate: false }));
  return setup.evaluate()['auc']!;
}

/** All of them. `told` hears of each. */
export async function privacyCosts(told: (cost: PrivacyCost) => void): Promise<readonly PrivacyCost[]> {
  const costs: PrivacyCost[] = [];
  for (const examples of sizes) {
    for (const sigma of sigmas) {
      const auc: number[] = [];
      for (const noise of sigma === 0 ? NOISE_SEEDS.slice(0, 1) : NOISE_SEEDS)
        auc.push(await aucWith({ examples, sigma, noise }));
      costs.push({ examples, sigma, auc });
      told(costs.at(-1)!);
    }
  }
  return costs;
}
