import { describe, expect, it } from 'vitest';
import {
  calculateGain,
  constant_,
  Generator,
  kaimingNormal_,
  kaimingUniform_,
  normal_,
  ones,
  orthogonal_,
  type Tensor,
  truncatedNormal_,
  xavierNormal_,
  xavierUniform_,
  zeros,
} from '../index.ts';

const generator = (): Generator => new Generator(11);
const spread = (x: Tensor): number => x.std().itemSync();
const largest = (x: Tensor): number => x.abs().max().itemSync();

describe('initialisers', () => {
  // [out, in] = [200, 300]: 60 000 draws, so the measured deviation is right within about 1%.
  it.each([
    ['xavierUniform_', (w: Tensor) => xavierUniform_(w, { generator: generator() }), Math.sqrt(2 / 500)],
    [
      'xavierNormal_ with a gain',
      (w: Tensor) => xavierNormal_(w, { gain: 2, generator: generator() }),
      2 * Math.sqrt(2 / 500),
    ],
    ['kaimingUniform_', (w: Tensor) => kaimingUniform_(w, { generator: generator() }), Math.sqrt(2 / 300)],
    [
      'kaimingNormal_',
      (w: Tensor) => kaimingNormal_(w, { mode: 'fanOut', nonlinearity: 'tanh', generator: generator() }),
      5 / 3 / Math.sqrt(200),
    ],
    ['normal_', (w: Tensor) => normal_(w, 0, 0.3, generator()), 0.3],
  ] as const)('%s has the right deviation', (_name, fill, deviation) => {
    const weight = fill(zeros([200, 300]));
    expect(spread(weight) / deviation).toBeGreaterThan(0.98);
    expect(spread(weight) / deviation).toBeLessThan(1.02);
    expect(Math.abs(weight.mean().itemSync())).toBeLessThan(0.03 * deviation);
  });

  it('uniform ones keep their bound, also for kernels', () => {
    const kernels = xavierUniform_(zeros([8, 4, 3, 3]), { generator: generator() });
    const bound = Math.sqrt(6 / (4 * 9 + 8 * 9));
    expect(largest(kernels)).toBeLessThanOrEqual(bound);
    expect(largest(kernels)).toBeGreaterThan(0.95 * bound);
  });

  it.each([
    [[3, 5], 1],
    [[5, 3], 1],
    [[4, 2, 2], 0.5],
  ] as const)('orthogonal_ makes %o orthogonal', (shape, gain) => {
    const weight = orthogonal_(zeros(shape, { dtype: 'float64' }), { gain, generator: generator() });
    const matrix = weight.flatten(1);
    const few = matrix.shape[0]! <= matrix.shape[1]! ? matrix : matrix.transpose();
    const product = few.matmul(few.transpose()).dataSync();
    const n = few.shape[0]!;
    product.forEach((value, i) => {
      expect(value).toBeCloseTo(i % (n + 1) === 0 ? gain * gain : 0, 12);
    });
  });

  it('truncatedNormal_ stays between its bounds and keeps the shape of a normal inside', () => {
    const x = truncatedNormal_(zeros([20_000]), { std: 2, low: -2, high: 2, generator: generator() });
    expect(largest(x)).toBeLessThanOrEqual(2);
    // Deviation of a normal cut at one deviation: √(1 - 2 φ(1) / (Φ(1) - Φ(-1))) = 0.5396.
    expect(spread(x) / 2).toBeCloseTo(0.5396, 2);
    expect(() => truncatedNormal_(zeros([1]), { mean: 10 })).toThrow(/holds almost nothing/);
  });

  it('work on parameters, and give the same numbers for the same seed', () => {
    const [a, b] = [ones([3, 3]).requiresGrad_(), zeros([3, 3])];
    expect(xavierUniform_(a, { generator: generator() }).toArray()).toEqual(
      xavierUniform_(b, { generator: generator() }).toArray(),
    );
    expect(constant_(a, 2).toArray()).toEqual([
      [2, 2, 2],
      [2, 2, 2],
      [2, 2, 2],
    ]);
  });

  it('refuse a bias where inputs and outputs are needed', () => {
    expect(() => xavierUniform_(zeros([4]))).toThrow(/shape \[4\] has no inputs and outputs/);
  });

  it('calculateGain gives the known gains', () => {
    expect(calculateGain('relu')).toBe(Math.SQRT2);
    expect(calculateGain('leakyRelu', 1)).toBe(1);
    expect(calculateGain('tanh')).toBeCloseTo(5 / 3, 15);
  });
});
