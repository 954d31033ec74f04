import { describe, expect, it } from 'vitest';
import type { StepTrace } from '../../../player/protocol.ts';
import { SIZE_BINS, SMALL, shareBelow, sharesBySize, sharesByValue, VALUE_BINS, weightsOf } from './weightSizes.ts';

const traceWith = (kept: Readonly<Record<number, readonly number[]>>): StepTrace =>
  ({
    updates: [
      { label: 'hidden1.weight', before: 1, after: -1 },
      { label: 'hidden1.bias', before: 2, after: -2 },
      { label: 'output.weight', before: 3, after: -3 },
    ],
    tensors: new Map(Object.entries(kept).map(([id, values]) => [Number(id), { values: Float32Array.from(values) }])),
  }) as unknown as StepTrace;

describe('weights of a step', () => {
  it('are those it left, of all layers, without biases; else those it found', () => {
    const all = { 1: [1], 2: [9], 3: [2, 4], [-1]: [0.5], [-2]: [9], [-3]: [0.25, 8] };
    expect([...weightsOf(traceWith(all))!]).toEqual([0.5, 0.25, 8]);
    expect([...weightsOf(traceWith({ 1: [1], 3: [2, 4], [-1]: [0.5] }))!]).toEqual([1, 2, 4]);
    expect(weightsOf(traceWith({ 1: [1], [-3]: [2] }))).toBeNull();
  });

  it('count as switched off below a thousandth, on either side of 0', () => {
    const weights = Float64Array.of(0, -0.0009, 0.0009, 0.001, -0.5);
    expect(shareBelow(weights, SMALL)).toBeCloseTo(0.6, 12);
    const bins = sharesBySize(weights);
    expect(bins).toHaveLength(SIZE_BINS);
    expect(bins.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    // A thousandth is the border of two bins: what lies left of it is what counts as switched off.
    expect(bins.slice(0, 12).reduce((sum, share) => sum + share, 0)).toBeCloseTo(0.6, 12);
    expect(bins[0]).toBeCloseTo(0.2, 12);
  });

  it('are spread over values from end to end', () => {
    const bins = sharesByValue(Float64Array.of(-2, 0, 2, 5), 2);
    expect([bins[0], bins[(VALUE_BINS - 1) / 2], bins[VALUE_BINS - 1]]).toEqual([0.25, 0.25, 0.5]);
  });
});
