import { describe, expect, it } from 'vitest';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo } from '../../player/protocol.ts';
import type { Measured } from './Measure.ts';
import { trainingMeasures } from './trainingMeasures.ts';

const info = {
  stepsPerEpoch: 3,
  totalSteps: 6,
  config: { examples: 20, batchSize: 8 },
} as unknown as RunInfo;

function stateOf(losses: readonly number[], held: readonly number[], others: readonly number[] = []): Measured {
  const asMetrics = (values: readonly number[]) =>
    values.map((loss, step) => ({ step, loss, accuracy: 0, metrics: { loss } }));
  const track = (values: readonly number[]): TrackState =>
    ({
      info,
      metrics: asMetrics(values),
      evaluations: held.map((loss, epoch) => ({
        step: 3 * (epoch + 1),
        metrics: { loss, accuracy: 0.5 + epoch / 10 },
      })),
    }) as unknown as TrackState;
  return { info, trace: null, metrics: asMetrics(losses), tracks: others.length > 0 ? [track(losses), track(others)] : [track(losses)] }; // biome-ignore format: one line reads better
}

describe('trainingMeasures', () => {
  const whole = stateOf([2, 1, 4, 0.5, 0.25, 0.005], [1.5, 0.75]);

  it('weighs the batches of an epoch by their sizes: 8, 8 and 4', () => {
    expect(trainingMeasures['last-batch'](whole)).toBe(4);
    expect(trainingMeasures['mean-of-means-misses'](whole)).toBeCloseTo(7 / 3 - (16 + 8 + 16) / 20, 12);
    expect(trainingMeasures['mean-of-means-misses'](stateOf([2, 1], []))).toBeNull();
  });

  it('reads the first loss, and when a batch was learned by heart', () => {
    expect(trainingMeasures['first-loss'](whole)).toBe(2);
    expect(trainingMeasures['steps-by-heart'](whole)).toBe(5);
    expect(trainingMeasures['steps-by-heart'](stateOf([2, 1], []))).toBeNull();
  });

  it('compares with the rows kept aside only at the end', () => {
    expect(trainingMeasures['who-costs-more'](whole)).toBe(1);
    expect(trainingMeasures['who-costs-more'](stateOf([2, 1, 4, 2, 2, 2], [1.5, 0.75]))).toBe(0);
    expect(trainingMeasures['best-epoch'](whole)).toBe(1);
    expect(trainingMeasures['best-epoch'](stateOf([2, 1, 4, 2, 2, 2], [0.5, 0.75]))).toBe(0);
    expect(trainingMeasures['held-out-accuracy'](whole)).toBeCloseTo(0.6, 12);
    const early = stateOf([2, 1, 4, 2], [1.5]);
    for (const name of ['who-costs-more', 'best-epoch', 'held-out-accuracy'] as const)
      expect(trainingMeasures[name](early), name).toBeNull();
  });

  it('finds where two tracks part', () => {
    expect(trainingMeasures['first-step-apart'](stateOf([2, 1, 4], [], [2, 1, 5]))).toBe(2);
    expect(trainingMeasures['first-step-apart'](stateOf([2, 1], [], [2, 1]))).toBeNull();
    expect(trainingMeasures['first-step-apart'](whole)).toBeNull();
  });
});
