import { describe, expect, it } from 'vitest';
import { tensor } from '#framework';
import { Value as PerPath } from '../../../exercises/scalar-value/wrong/visits-node-per-path.ts';
import { outcomeOf, playReceipts, rightOrder, type Speaker } from './receipts.ts';

/** By the framework. */
function slopeAt(a: number): { value: number; slope: number } {
  const x = tensor(a, { requiresGrad: true });
  const b = x.add(x);
  const c = b.mul(b);
  c.backward();
  return { value: c.itemSync(), slope: x.grad!.itemSync() };
}

describe('playReceipts', () => {
  it('comes to the slope of the framework where the youngest speaks first', () => {
    for (const a of [3, -1.5, 0.25]) {
      const { c, grads } = playReceipts(a, rightOrder);
      expect({ value: c, slope: grads.a }).toEqual(slopeAt(a));
    }
    expect(playReceipts(3, rightOrder).grads.a).toBe(24);
  });

  it('brings nothing where b speaks too early', () => {
    expect(playReceipts(3, ['b', 'c']).grads.a).toBe(0);
  });

  it('brings as much as the engine that sends once for every path, where b speaks twice', () => {
    const x = new PerPath(3);
    const b = x.add(x);
    b.mul(b).backward();
    expect(x.grad).toBe(48);
    expect(playReceipts(3, ['c', 'b', 'b']).grads.a).toBe(x.grad);
  });

  it('adds to what lay there', () => {
    expect(playReceipts(3, rightOrder, 24).grads.a).toBe(48);
  });
});

describe('outcomeOf', () => {
  it.each([
    [[], 'open'],
    [['c'], 'open'],
    [['b'], 'early'],
    [['b', 'c'], 'early'],
    [['c', 'b'], 'right'],
    [['c', 'b', 'b'], 'again'],
    [['c', 'c'], 'again'],
  ] as [Speaker[], string][])('%j is %s', (order, outcome) => {
    expect(outcomeOf(order)).toBe(outcome);
  });
});
