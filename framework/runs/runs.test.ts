import { describe, expect, it } from 'vitest';
import { findRun, fit, hashParameters, runs, type TrainingSetup } from '../index.ts';

async function steps(setup: TrainingSetup, count: number): Promise<number[]> {
  const losses: number[] = [];
  for await (const report of fit(setup, { validate: false })) {
    if (report.type === 'step') losses.push(report.metrics['loss']!);
    if (losses.length === count) break;
  }
  return losses;
}

describe('runs', () => {
  it('are found by name, and an unknown name lists the known ones', () => {
    for (const run of runs) expect(findRun(run.name)).toBe(run);
    expect(() => findRun('digits')).toThrow(/no run called 'digits'\nhint: known runs: .*digits-cnn/);
  });

  it('digits-cnn is the same for the same seed and starts at chance', async () => {
    const build = (seed: number): Promise<TrainingSetup> =>
      findRun('digits-cnn').build({ seed, examples: 160, testExamples: 20 });
    const [a, b, c] = [await build(7), await build(7), await build(8)];
    expect(hashParameters(a)).toBe(hashParameters(b));
    expect(hashParameters(a)).not.toBe(hashParameters(c));
    const losses = await steps(a, 3);
    expect(await steps(b, 3)).toEqual(losses);
    expect(Math.abs(losses[0]! - Math.log(10))).toBeLessThan(0.1);
    expect(hashParameters(a)).toBe(hashParameters(b));
  });
});
