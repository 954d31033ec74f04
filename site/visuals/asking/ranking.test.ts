import { describe, expect, it } from 'vitest';
import { orderIn, rankingOf } from './ranking.ts';

const measured = { patience: 0.1, smaller: 0.3, data: 0.3, dropout: 1.8 };

describe('a ranking', () => {
  it('counts the pairs that stand the right way round', () => {
    const right = ['patience', 'smaller', 'data', 'dropout'];
    expect(rankingOf(right, measured)).toEqual({ order: right, right: 6, all: 6 });
    expect(rankingOf(['dropout', 'patience', 'smaller', 'data'], measured)).toMatchObject({ right: 3, all: 6 });
  });

  it('takes two that measure the same for right either way', () => {
    expect(rankingOf(['patience', 'data', 'smaller', 'dropout'], measured)?.right).toBe(6);
  });

  it('is none of what nobody measured', () => {
    expect(rankingOf(['patience', 'prayer'], measured)).toBeNull();
  });

  it('is remembered as a text, and forgotten where the things are others', () => {
    expect(orderIn('b a c', ['a', 'b', 'c'])).toEqual(['b', 'a', 'c']);
    expect(orderIn('b b c', ['a', 'b', 'c'])).toBeNull();
    expect(orderIn('b a', ['a', 'b', 'c'])).toBeNull();
    expect(orderIn('', ['a', 'b'])).toBeNull();
  });
});
