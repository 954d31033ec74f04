import { describe, expect, it } from 'vitest';
import { linesOf, momentAt, SIDE, STEPS } from './loopMoment.ts';

describe('momentAt', () => {
  it('walks down a column of B in C0’s order: as many lines as numbers', () => {
    const { now, inner } = momentAt('ijp', SIDE + 4);
    expect(now).toEqual({ A: { row: 0, column: 4 }, B: { row: 4, column: 1 }, C: { row: 0, column: 1 } });
    expect(inner.B).toHaveLength(5);
    expect([linesOf(inner.A), linesOf(inner.B), linesOf(inner.C)]).toEqual([1, 5, 1]);
  });

  it('walks along a row of B in C1’s order: one line serves sixteen numbers', () => {
    const { now, inner } = momentAt('ipj', 2 * SIDE + 15);
    expect(now).toEqual({ A: { row: 0, column: 2 }, B: { row: 2, column: 15 }, C: { row: 0, column: 15 } });
    expect([linesOf(inner.A), linesOf(inner.B), linesOf(inner.C)]).toEqual([1, 1, 1]);
  });

  it('makes each product exactly once, whatever the order', () => {
    for (const order of ['ijp', 'ipj'] as const) {
      const seen = new Set(
        Array.from({ length: STEPS }, (_, step) => {
          const { A, B } = momentAt(order, step).now;
          expect(A.column).toBe(B.row);
          return `${A.row} ${A.column} ${B.column}`;
        }),
      );
      expect(seen.size).toBe(STEPS);
    }
  });
});
