import { describe, expect, it } from 'vitest';
import { checkpointsBy } from './checkpoints.ts';

const examined = (values: readonly (readonly [loss: number, accuracy: number])[]) =>
  values.map(([loss, accuracy], i) => ({ step: 32 * (i + 1), metrics: { loss, accuracy } }));

describe('checkpointsBy', () => {
  const all = examined([
    [0.9, 0.7],
    [0.7, 0.8],
    [0.7, 0.8],
    [0.8, 0.85],
    [0.5, 0.84],
    [0.6, 0.86],
  ]);
  const stepsBy = (...args: Parameters<typeof checkpointsBy>) => checkpointsBy(...args).map(({ step }) => step);

  it('keeps what is strictly better than all before, by the number that is asked for', () => {
    expect(stepsBy(all, 'loss')).toEqual([32, 64, 160]);
    expect(stepsBy(all, 'accuracy')).toEqual([32, 64, 128, 192]);
  });

  it('keeps nothing that is no number, first or later', () => {
    const broken = examined([
      [Number.NaN, 0.1],
      [2, Number.NaN],
      [Number.NaN, 0.2],
      [1, 0.2],
    ]);
    expect(stepsBy(broken, 'loss')).toEqual([64, 128]);
    expect(stepsBy(broken, 'accuracy')).toEqual([32, 96]);
    expect(stepsBy([{ step: 3, metrics: {} }], 'loss')).toEqual([]);
  });
});
