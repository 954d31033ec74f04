import { beforeAll, describe, expect, it } from 'vitest';
import { findRun } from '#framework';
import type { RunInfo, StepTrace } from '../../../player/protocol.ts';
import { type ExaminedModel, factsOf, fiveModels } from './fiveModels.ts';
import { type Applicant, gapOf, ratesOf } from './groups.ts';
import { ownersOf, USUAL_SIZES } from './owners.ts';
import { privacyBudget } from './privacyBudget.ts';
import { aucWith, NOISE_SEEDS, type PrivacyCost, sigmas, sizes } from './privacyCost.ts';
import recordedCosts from './recordedPrivacy.json' with { type: 'json' };

const person = (chance: number, group: number, recorded: boolean, fair = recorded): Applicant => ({
  chance,
  group,
  recorded,
  fair,
});

describe('rates of groups', () => {
  const people = [
    person(0.9, 0, true),
    person(0.5, 0, false),
    person(0.2, 0, true),
    person(0.8, 1, true),
    person(0.3, 1, false, true),
    person(0.1, 1, false),
  ];

  it('count each group by itself, a chance on the threshold among the yeses', () => {
    expect(ratesOf(people, 0, 0.5, 'recorded')).toEqual({
      count: 3,
      selected: 2 / 3,
      tpr: 1 / 2,
      fpr: 1,
      meanChance: expect.closeTo(1.6 / 3, 12),
      repaid: 2 / 3,
    });
  });

  it('change with the labels that examine, not with the model', () => {
    expect(ratesOf(people, 1, 0.5, 'recorded').tpr).toBe(1);
    expect(ratesOf(people, 1, 0.5, 'fair').tpr).toBe(1 / 2);
    expect(ratesOf(people, 1, 0.5, 'fair').selected).toBe(ratesOf(people, 1, 0.5, 'recorded').selected);
    expect(gapOf(people, 'selected')).toBeCloseTo(1 / 3, 12);
  });
});

describe('five models of the same people', () => {
  let models: readonly ExaminedModel[];
  const of = (name: ExaminedModel['name']): ExaminedModel => models.find((model) => model.name === name)!;
  beforeAll(async () => {
    models = await fiveModels();
  });

  // The storyboard's table, measured with the same recipe by an independent program.
  it('come out as measured elsewhere', () => {
    expect(of('group').accuracy.recorded).toBeCloseTo(0.775, 2);
    expect(of('group').accuracy.fair).toBeCloseTo(0.749, 2);
    expect(of('dropped').accuracy.recorded).toBeCloseTo(0.761, 2);
    expect(of('dropped').accuracy.fair).toBeCloseTo(0.756, 2);
    expect(of('dropped').tpr[0]).toBeCloseTo(0.776, 2);
    expect(of('dropped').tpr[1]).toBeCloseTo(0.69, 2);
    expect(of('fair').selected[0]).toBeCloseTo(0.666, 2);
    expect(of('fair').selected[1]).toBeCloseTo(0.568, 2);
  });

  it('look worse by the records and better judged alike when the column is dropped', () => {
    expect(factsOf(models)).toEqual({ 'accuracy-by-recorded-labels': 1, 'accuracy-by-fair-labels': 0 });
  });
});

describe('privacyBudget', () => {
  // Of the storyboard, by another program.
  it.each([
    [0.5, 20.1],
    [1, 3.3],
    [2, 1.1],
    [4, 0.5],
    [8, 0.25],
  ])('of noise %f is %f', (sigma, expected) => {
    const budget = privacyBudget({ sigma, share: 32 / 2000, steps: 630, delta: 1e-5 });
    expect(Math.abs(budget / expected - 1)).toBeLessThan(0.06);
  });
});

describe('owners of a round', () => {
  it('have the sizes of the run', async () => {
    expect(findRun('credit-owners').knobs['sizes']).toMatchObject({ default: USUAL_SIZES });
    const { config } = await findRun('credit-owners').build({ seed: 7 });
    const passes = USUAL_SIZES.map((_, i) => ({ name: `owner${i + 1}`, loss: 0.1 * i }));
    const owners = ownersOf({ passes } as unknown as StepTrace, { config } as unknown as RunInfo);
    expect(owners.map(({ people }) => people)).toEqual([...USUAL_SIZES]);
    expect(owners.map(({ loss }) => loss)).toEqual(passes.map(({ loss }) => loss));
  });
});

describe('what privacy costs', () => {
  const costs = recordedCosts as readonly PrivacyCost[];

  it('is recorded for every σ and size, with as many noises as there are', () => {
    expect(costs.map(({ examples, sigma }) => [examples, sigma])).toEqual(
      sizes.flatMap((examples) => sigmas.map((sigma) => [examples, sigma])),
    );
    for (const { sigma, auc } of costs) expect(auc).toHaveLength(sigma === 0 ? 1 : NOISE_SEEDS.length);
  });

  it('comes out again when it is trained again', async () => {
    const of = (examples: number, sigma: number): readonly number[] =>
      costs.find((cost) => cost.examples === examples && cost.sigma === sigma)!.auc;
    expect(await aucWith({ examples: 2000, sigma: 4, noise: 1 })).toBeCloseTo(of(2000, 4)[0]!, 5);
    expect(await aucWith({ examples: 100, sigma: 8, noise: 3 })).toBeCloseTo(of(100, 8)[2]!, 3);
  });

  it('is next to nothing for many people, and much for few', () => {
    const meanOf = (examples: number, sigma: number): number => {
      const { auc } = costs.find((cost) => cost.examples === examples && cost.sigma === sigma)!;
      return auc.reduce((sum, value) => sum + value, 0) / auc.length;
    };
    expect(meanOf(2000, 0) - meanOf(2000, 4)).toBeLessThan(0.001);
    expect(meanOf(100, 0) - meanOf(100, 4)).toBeGreaterThan(0.1);
  });
});
