// Why the loop is written as it is: of four examples all 24 orders come equally often, and what the exercise calls unfair is not.

import { expect, it } from 'vitest';
import { shuffledBatches } from './solution.ts';
import { shuffledBatches as insideOut } from './wrong/inside-out.ts';
import { shuffledBatches as sattolo } from './wrong/sattolo.ts';
import { shuffledBatches as withAnyone } from './wrong/swaps-with-anyone.ts';
import { shuffledBatches as withReplacement } from './wrong/with-replacement.ts';

/**
 * How often each order of four comes, over a grid of uniforms whose cells are equally large and lie within one outcome each: 12 splits
 * evenly into 2, 3 and 4. Three numbers, so 1,728 cells.
 */
function ordersOf(shuffle: typeof shuffledBatches): ReadonlyMap<string, number> {
  const middles = Array.from({ length: 12 }, (_, i) => (i + 0.5) / 12);
  const counts = new Map<string, number>();
  for (const a of middles)
    for (const b of middles)
      for (const c of middles) {
        const order = shuffle(4, 2, [a, b, c]).flat().join('');
        counts.set(order, (counts.get(order) ?? 0) + 1);
      }
  return counts;
}

/** The orders of 0 1 2 3. */
const isOrder = (order: string): boolean => [...order].sort().join('') === '0123';

it.each([
  ['the solution', shuffledBatches],
  ['the other convention, filled from the front', insideOut],
])('%s: all 24 orders, equally often', (_, shuffle) => {
  const counts = ordersOf(shuffle);
  expect([...counts.keys()].filter(isOrder)).toHaveLength(24);
  expect(new Set(counts.values())).toEqual(new Set([1728 / 24]));
});

it('swapped with anyone: all 24 orders, some more often', () => {
  const counts = ordersOf(withAnyone);
  expect([...counts.keys()].filter(isOrder)).toHaveLength(24);
  expect(Math.max(...counts.values())).toBeGreaterThan(Math.min(...counts.values()));
});

it('where nobody may stay in place: a quarter of the orders', () => {
  expect([...ordersOf(sattolo).keys()].filter(isOrder)).toHaveLength(6);
});

it('drawn, not shuffled: most of it is no order at all', () => {
  const counts = ordersOf(withReplacement);
  const orders = [...counts].filter(([order]) => isOrder(order)).reduce((sum, [, count]) => sum + count, 0);
  expect(orders).toBeLessThan(1728 / 2);
});
