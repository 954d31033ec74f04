import { describe, expect, it } from 'vitest';
import { ticksUpTo } from './ticksUpTo.ts';

describe('ticksUpTo', () => {
  it('steps by 1, 2 or 5 times a power of ten', () => {
    expect(ticksUpTo(2.6, 4)).toEqual([0, 1, 2]);
    expect(ticksUpTo(315, 6)).toEqual([0, 100, 200, 300]);
    expect(ticksUpTo(63, 6)).toEqual([0, 20, 40, 60]);
    expect(ticksUpTo(0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('answers an axis without length with zero alone', () => {
    expect(ticksUpTo(0, 4)).toEqual([0]);
    expect(ticksUpTo(Number.NaN, 4)).toEqual([0]);
    expect(ticksUpTo(Number.POSITIVE_INFINITY, 4)).toEqual([0]);
  });
});
