import { describe, expect, it } from 'vitest';
import { backToRows, everyWay, FIRST, TABLE, UPSTREAM } from './takenRows.ts';

describe('rows taken from a table', () => {
  it('a row taken twice gets both gradients, one that nobody took gets none', () => {
    expect(backToRows(FIRST)).toEqual([UPSTREAM[1], [0, 0, 0], [1, 2, 7], [0, 0, 0]]);
  });

  it('whatever is taken, what comes back is what was sent', () => {
    const total = (rows: readonly (readonly number[])[]): number => rows.flat().reduce((a, b) => a + b, 0);
    const ways = everyWay();
    expect(Object.keys(ways)).toHaveLength(TABLE.length ** UPSTREAM.length);
    for (const back of Object.values(ways)) expect(total(back)).toBe(total(UPSTREAM));
    expect(ways['3,3,3']![3]).toEqual([4, 3, 7]);
  });
});
