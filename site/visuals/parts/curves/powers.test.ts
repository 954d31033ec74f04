import { describe, expect, it } from 'vitest';
import { powersRound, powerText, shareOf } from './powers.ts';

describe('powersRound', () => {
  it('goes round what is there, and no further down than there is room for', () => {
    expect(powersRound([0.02, 3], 2, 8)).toEqual({ from: -2, to: 1 });
    expect(powersRound([0.5], 3, 8)).toEqual({ from: -3, to: 0 });
    expect(powersRound([1e-20, 0.5], 3, 8)).toEqual({ from: -8, to: 0 });
  });

  it('knows no axis for zeros and what is no number', () => {
    expect(powersRound([0, Number.NaN, Number.POSITIVE_INFINITY], 3, 8)).toBeNull();
  });
});

it('shareOf is 0 at the foot and 1 at the end', () => {
  const axis = { from: -4, to: 0 };
  expect([1, 0.01, 1e-4, 1e-9].map((size) => shareOf(size, axis))).toEqual([1, 0.5, 0, 0]);
});

it('powerText writes exponents above the line', () => {
  expect([powerText(-12), powerText(0)]).toEqual(['10⁻¹²', '10⁰']);
});
