import { describe, expect, it } from 'vitest';
import type { RunInfo, StepMetrics } from '../../../player/protocol.ts';
import { epochMeans } from './epochMeans.ts';

const info = { stepsPerEpoch: 3, totalSteps: 6, config: { examples: 20, batchSize: 8 } } as unknown as RunInfo;
const metrics = [2, 1, 4, 3, 5, 1].map((loss, step) => ({ step, loss })) as unknown as StepMetrics[];

describe('epochMeans', () => {
  it('weighs 8, 8 and 4 examples', () => {
    const { batches, plain, weighed, examples } = epochMeans(info, metrics, 2);
    expect(batches.map(({ size }) => size)).toEqual([8, 8, 4]);
    expect(plain).toBeCloseTo(7 / 3, 12);
    expect(weighed).toBe((16 + 8 + 16) / 20);
    expect(examples).toBe(20);
  });

  it('is about the last epoch that was complete, or the first as far as it has come', () => {
    expect([0, 1, 2, 3, 4, 5].map((step) => epochMeans(info, metrics, step).epoch)).toEqual([0, 0, 0, 0, 0, 1]);
    expect(epochMeans(info, metrics, 5).batches.map(({ loss }) => loss)).toEqual([3, 5, 1]);
    expect(epochMeans(info, metrics.slice(0, 2), 1)).toMatchObject({ all: 3, examples: 16, weighed: 1.5, plain: 1.5 });
  });

  it('gives a last batch that is full its full weight', () => {
    const even = { ...info, config: { examples: 24, batchSize: 8 } } as unknown as RunInfo;
    const { plain, weighed } = epochMeans(even, metrics, 2);
    expect(weighed).toBeCloseTo(plain, 12);
  });
});
