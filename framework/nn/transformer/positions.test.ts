import { describe, expect, it } from 'vitest';
import {
  Generator,
  gradcheck,
  LearnedPositionalEncoding,
  ones,
  RotaryPositionalEncoding,
  randn,
  SinusoidalPositionalEncoding,
  sinusoidalEncoding,
  type Tensor,
  zeros,
} from '../../index.ts';

const dot = (a: Tensor, b: Tensor): number => a.mul(b).sum().itemSync();

describe('sinusoidal positions', () => {
  it('are sine and cosine of position over wavelength', () => {
    const table = sinusoidalEncoding(3, 4).toArray() as number[][];
    expect(table[0]).toEqual([0, 1, 0, 1]);
    const slow = 2 / 10_000 ** (2 / 4);
    [Math.sin(2), Math.cos(2), Math.sin(slow), Math.cos(slow)].forEach((value, i) => {
      expect(table[2]![i]).toBeCloseTo(value, 6);
    });
  });

  it('are added, and not part of the weights', () => {
    const layer = new SinusoidalPositionalEncoding(4, { maxLength: 5 });
    expect(
      layer
        .forward(zeros([2, 3, 4]))
        .select(0, 1)
        .toArray(),
    ).toEqual(sinusoidalEncoding(3, 4).toArray());
    expect(layer.stateDict()).toEqual({});
    expect(() => layer.forward(zeros([1, 6, 4]))).toThrow(/\[1, 6, 4\] must be \[.., up to 5, 4\]/);
  });
});

describe('learned positions', () => {
  it('are added and receive a gradient where they were used', () => {
    const layer = new LearnedPositionalEncoding(4, 2, { generator: new Generator(1) });
    const y = layer.forward(zeros([3, 2, 2]));
    expect(y.select(0, 2).toArray()).toEqual(layer.weight.slice(0, 0, 2).toArray());
    y.sum().backward();
    expect(layer.weight.grad?.toArray()).toEqual([
      [3, 3],
      [3, 3],
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('rotary positions', () => {
  const rotary = new RotaryPositionalEncoding(6, { base: 100 });
  const random = (seed: number, ...shape: number[]): Tensor =>
    randn(shape, { dtype: 'float64', generator: new Generator(seed) });

  it('keep lengths, and leave the first position as it is', () => {
    const x = random(1, 4, 6);
    const turned = rotary.forward(x);
    expect(turned.slice(0, 0, 1).toArray()).toEqual(x.slice(0, 0, 1).toArray());
    for (let t = 0; t < 4; t++) {
      expect(dot(turned.select(0, t), turned.select(0, t))).toBeCloseTo(dot(x.select(0, t), x.select(0, t)), 12);
    }
  });

  it('make a dot product depend on the distance only', () => {
    const [q, k] = [random(2, 1, 6), random(3, 1, 6)];
    const at = (x: Tensor, position: number): Tensor => rotary.forward(x, position);
    expect(dot(at(q, 5), at(k, 3))).toBeCloseTo(dot(at(q, 12), at(k, 10)), 12);
    expect(dot(at(q, 5), at(k, 3))).not.toBeCloseTo(dot(at(q, 5), at(k, 4)), 3);
  });

  it('turn the pair of features 2i and 2i + 1 by position · base^(-2i/dim)', () => {
    const turned = rotary.forward(ones([1, 6], { dtype: 'float64' }), 2).toArray() as number[][];
    const angle = 2 * 100 ** (-2 / 6);
    expect(turned[0]![2]).toBeCloseTo(Math.cos(angle) - Math.sin(angle), 12);
    expect(turned[0]![3]).toBeCloseTo(Math.sin(angle) + Math.cos(angle), 12);
  });

  it('have a right derivative, and refuse an odd number of features', () => {
    expect(gradcheck(([x]) => rotary.forward(x!), [random(4, 2, 3, 6)])).toBeNull();
    expect(() => new RotaryPositionalEncoding(5)).toThrow(/5 features do not make pairs/);
    expect(() => rotary.forward(zeros([2, 4]))).toThrow(/must be \[.., T, 6\]/);
  });
});
