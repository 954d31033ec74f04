// A run whose examples are clipped one by one learns as it did while nobody is longer than the clip, and with less of each when they are.
import { describe, expect, it } from 'vitest';
import { findRun, fit, type KnobValues } from '../index.ts';

/** Losses and weights of the first steps. */
async function learned(run: string, knobs: KnobValues) {
  const setup = await findRun(run).build({ seed: 7, testExamples: 20, knobs: { examples: 40, ...knobs } });
  const losses: number[] = [];
  for await (const { type, metrics } of fit(setup, { validate: false })) {
    if (type === 'step') losses.push(metrics['loss']!);
    if (losses.length === 4) break;
  }
  return { losses, weights: [...setup.model.parameters()].flatMap((parameter) => [...parameter.dataSync()]), setup };
}

const runs = ['credit-logistic', 'clouds-logistic', 'three-clouds', 'spiral-mlp'];

describe.each(runs)('%s, privately', (run) => {
  it('learns as it did where no gradient is cut and no noise added', async () => {
    const [plain, whole] = [await learned(run, {}), await learned(run, { clip: 10 })];
    for (const [i, loss] of plain.losses.entries()) expect(whole.losses[i]).toBeCloseTo(loss, 5);
    for (const [i, weight] of plain.weights.entries()) expect(whole.weights[i]).toBeCloseTo(weight, 4);
  });

  it('learns otherwise where they are cut, and again otherwise with noise, by its seed', async () => {
    const cut = await learned(run, { clip: 0.05 });
    const [noisy, again, other] = [
      await learned(run, { clip: 0.05, sigma: 2 }),
      await learned(run, { clip: 0.05, sigma: 2 }),
      await learned(run, { clip: 0.05, sigma: 2, noiseSeed: 3 }),
    ];
    const whole = await learned(run, { clip: 10 });
    // Not in the last digit alone.
    expect(Math.max(...cut.weights.map((weight, i) => Math.abs(weight - whole.weights[i]!)))).toBeGreaterThan(1e-3);
    expect(noisy.weights).not.toEqual(cut.weights);
    expect(again.weights).toEqual(noisy.weights);
    expect(other.weights).not.toEqual(noisy.weights);
  });

  it('has no step on a device, and says so of itself alone', async () => {
    expect((await learned(run, { clip: 1 })).setup.onDevice).toBeUndefined();
    const device = { step: expect.any(Function), evaluate: expect.any(Function) };
    expect((await learned(run, {})).setup.onDevice).toMatchObject(device);
  });
});
