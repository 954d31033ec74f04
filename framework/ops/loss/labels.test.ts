import { describe, expect, it } from 'vitest';
import {
  BCELoss,
  BCEWithLogitsLoss,
  bce,
  bceWithLogits,
  crossEntropy,
  HingeLoss,
  hinge,
  nll,
  type Tensor,
  tensor,
} from '../../index.ts';

const z = tensor([0.5, -1, 2]);
const p = z.sigmoid();
const outside =
  /the target \S+ does not lie between 0 and 1\nhint: .*t\.add\(1\)\.div\(2\), from 1 and 2 by t\.sub\(1\)/;

describe('targets of yes-or-no questions', () => {
  const losses: readonly (readonly [string, (t: Tensor) => Tensor])[] = [
    ['bce', (t) => bce(p, t)],
    ['bceWithLogits', (t) => bceWithLogits(z, t)],
    ['BCELoss', (t) => new BCELoss().forward(p, t)],
    ['BCEWithLogitsLoss', (t) => new BCEWithLogitsLoss({ reduction: 'none' }).forward(z, t)],
  ];
  it.each(losses)('%s refuses labels of other kinds', (_name, loss) => {
    for (const labels of [
      [-1, 1, 1],
      [1, 2, 1],
      [0, 1, 255],
      [0, 1.01, 1],
      [Infinity, 0, 0],
    ])
      expect(() => loss(tensor(labels))).toThrow(outside);
  });

  it.each(losses)('%s takes shares, and those that rounding made', (_name, loss) => {
    for (const labels of [
      [0, 1, 1],
      [0.3, 0.5, 1],
      [1 + 1e-6, -1e-6, 0],
    ])
      expect([...loss(tensor(labels)).dataSync()].every(Number.isFinite)).toBe(true);
    expect([...loss(tensor([Number.NaN, 0, 1])).dataSync()].some(Number.isNaN)).toBe(true);
  });
});

describe('hinge', () => {
  it('takes the sides -1 and 1, and refuses 0 and 1, 1 and 2', () => {
    // max(0, 1 - y·s): 1 - 0.5, 1 - 1, 1 - 2 below 0
    expect(hinge(z, tensor([1, -1, 1]), { reduction: 'none' }).toArray()).toEqual([0.5, 0, 0]);
    for (const labels of [
      [0, 1, 1],
      [1, 2, 1],
      [1, -1, 0.5],
    ])
      expect(() => new HingeLoss().forward(z, tensor(labels))).toThrow(
        /hinge: the side .* neither -1 nor 1\nhint: .*t\.mul\(2\)\.sub\(1\)/,
      );
  });
});

describe('a weight that wants a gradient', () => {
  const learned = (...values: number[]): Tensor => tensor(values, { requiresGrad: true });
  const logits = tensor([[1, 2, 3]]);
  const label = tensor([1], { dtype: 'int32' });
  const t = tensor([0, 1, 1]);

  it.each([
    ['crossEntropy', () => crossEntropy(logits, label, { weight: learned(1, 2, 3) })],
    ['crossEntropy', () => crossEntropy(logits, tensor([[0, 1, 0]]), { weight: learned(1, 2, 3) })],
    ['nll', () => nll(logits, label, { weight: learned(1, 2, 3) })],
    ['bce', () => bce(p, t, { weight: learned(1, 2, 3) })],
    ['bceWithLogits', () => bceWithLogits(z, t, { weight: learned(1, 2, 3) })],
    ['bceWithLogits', () => bceWithLogits(z, t, { posWeight: learned(2) })],
  ])('is refused by %s', (name, loss) => {
    expect(loss).toThrow(
      new RegExp(`${name}: (pos)?[wW]eight \\[\\d\\] wants a gradient, and none goes there\nhint: .*detach`),
    );
  });

  it('is taken when detached', () => {
    expect(crossEntropy(logits, label, { weight: learned(1, 2, 3).detach() }).itemSync()).toBeCloseTo(1.4076, 4);
    expect(bceWithLogits(z, t, { posWeight: learned(2).detach() }).itemSync()).toBeGreaterThan(0);
  });
});
