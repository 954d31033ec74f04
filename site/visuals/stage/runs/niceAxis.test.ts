import { describe, expect, it } from 'vitest';
import { niceAxis } from './niceAxis.ts';

describe('an axis', () => {
  it('holds all values, and its round numbers lie on it', () => {
    const { from, to, ticks } = niceAxis([0.81, 0.83], 4);
    expect(ticks).toEqual([0.81, 0.82, 0.83]);
    expect(from).toBeCloseTo(0.8084, 6);
    expect(to).toBeCloseTo(0.8316, 6);
  });

  it('starts at zero where the values come near it', () => {
    expect(niceAxis([2.4, 0.1], 4)).toMatchObject({ from: 0, ticks: [0, 1, 2] });
    expect(niceAxis([1, 7], 4).ticks).toEqual([0, 2, 4, 6]);
  });

  it('is there for a single value, for none, and for values that are no numbers', () => {
    expect(niceAxis([5], 4).ticks).toContain(5);
    expect(niceAxis([0], 4).ticks).toContain(0);
    for (const values of [[], [Number.NaN, Number.POSITIVE_INFINITY]])
      expect(niceAxis(values, 4).ticks).toEqual([0, 1]);
  });
});
