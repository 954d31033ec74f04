import { describe, expect, it } from 'vitest';
import { folded, MOST_ARROWS, runningTotals } from './runningTotals.ts';

const parts = (...values: (number | null)[]) => values.map((value, i) => ({ from: `op${i}`, value, product: null }));

describe('runningTotals', () => {
  it('adds up', () => {
    expect(runningTotals(parts(1, 2, -4), '+=', new Set())).toEqual([1, 3, -1]);
  });

  it('with = the last one wins', () => {
    expect(runningTotals(parts(1, 2, -4), '=', new Set())).toEqual([1, 2, -4]);
  });

  it('passes by what is cut', () => {
    expect(runningTotals(parts(1, 2, -4), '+=', new Set([1]))).toEqual([1, 1, -3]);
    expect(runningTotals(parts(1, 2, -4), '=', new Set([2]))).toEqual([1, 2, 2]);
  });

  it('never takes what was not kept for nothing', () => {
    expect(runningTotals(parts(1, null, 2), '+=', new Set())).toEqual([1, null, null]);
  });
});

describe('folded', () => {
  it('leaves sixteen, and makes one of the rest, which adds up to the same', () => {
    expect(folded(parts(...Array(MOST_ARROWS).fill(1)), 'x')).toHaveLength(MOST_ARROWS);
    const many = folded(parts(...Array.from({ length: 40 }, (_, i) => i)), 'the other {count}');
    expect(many).toHaveLength(MOST_ARROWS);
    expect(many.at(-1)).toMatchObject({ from: 'the other 25', product: null });
    expect(many.reduce((sum, { value }) => sum + value!, 0)).toBe(780);
  });
});
