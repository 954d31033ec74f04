/** Batch and rate, and what they come to after the same examples: `recordedRates.json` holds it, `recordRates.ts` makes it. */
import { findRun, fit } from '#framework';

export interface Pair {
  readonly batch: number;
  readonly lr: number;
  readonly lrRule: 'none' | 'linear' | 'root';
}

export interface Trained extends Pair {
  /** The rate that was used. */
  readonly rate: number;
  readonly steps: number;
  readonly accuracy: number;
  readonly loss: number;
}

export const SEED = 7;

/** From the usual rate, and from one that is an eighth of it. */
export const pairs: readonly Pair[] = [
  { batch: 32, lr: 0.2, lrRule: 'none' },
  { batch: 64, lr: 0.2, lrRule: 'linear' },
  { batch: 256, lr: 0.2, lrRule: 'none' },
  { batch: 256, lr: 0.2, lrRule: 'root' },
  { batch: 256, lr: 0.2, lrRule: 'linear' },
  { batch: 32, lr: 0.025, lrRule: 'none' },
  { batch: 64, lr: 0.025, lrRule: 'linear' },
  { batch: 256, lr: 0.025, lrRule: 'linear' },
  { batch: 256, lr: 0.025, lrRule: 'none' },
];

/** Two epochs of 5,000 digits; examined on 500 others. One worker: with more the numbers are the same but for rounding. */
export async function trained(pair: Pair): Promise<Trained> {
  const setup = await findRun('digits-workers').build({ seed: SEED, knobs: { ...pair, workers: 1 } });
  const rate = Object.values(setup.optimizers)[0]!.lr;
  let steps = 0;
  for await (const report of fit(setup, { validate: false })) if (report.type === 'step') steps++;
  const { accuracy, loss } = setup.evaluate();
  return { ...pair, rate, steps, accuracy: accuracy!, loss: loss! };
}
