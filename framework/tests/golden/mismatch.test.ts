import { describe, expect, it } from 'vitest';
import { float32Tolerance, float64Tolerance, mismatch } from './mismatch.ts';
import { decodeTensor, type MemoryOrder } from './readGolden.ts';

describe('mismatch', () => {
  it('names the first wrong place, what is there, what should be, and how many more', () => {
    expect(mismatch([1, 2, 3, 5], [1, 2, 4, 4], [2, 2], float64Tolerance)).toBe(
      'at [1, 0] got 3, expected 4 (and 1 more of 4)',
    );
  });

  it('accepts rounding and nothing beyond it', () => {
    expect(mismatch([1 + 1e-12], [1], [], float64Tolerance)).toBeNull();
    expect(mismatch([1 + 1e-8], [1], [], float64Tolerance)).not.toBeNull();
    expect(mismatch([1 + 1e-8], [1], [], float32Tolerance)).toBeNull();
  });

  it('measures small numbers by the size of their own tensor', () => {
    expect(mismatch([1.001e-8], [1e-8], [], float64Tolerance)).not.toBeNull();
    expect(mismatch([1e-12, 1], [0, 1], [2], float64Tolerance)).toBeNull();
  });

  it('lets NaN and infinities agree only with themselves', () => {
    const special = ['NaN', 'Infinity', '-Infinity'] as const;
    expect(mismatch([Number.NaN, Infinity, -Infinity], special, [3], float64Tolerance)).toBeNull();
    expect(mismatch([0, Infinity, -Infinity], special, [3], float64Tolerance)).toBe('at [0] got 0, expected NaN');
    expect(mismatch([Number.NaN], [0], [], float64Tolerance)).not.toBeNull();
    expect(mismatch([-Infinity], ['Infinity'], [], float64Tolerance)).not.toBeNull();
  });

  it('notices missing numbers', () => {
    expect(mismatch([1], [1, 2], [2], float64Tolerance)).toBe('has 1 numbers, expected 2');
  });
});

describe('decodeTensor', () => {
  const golden = { shape: [2, 3, 2], dtype: 'float64', data: Array.from({ length: 12 }, (_, i) => i) } as const;

  it('gives the same tensor in every memory order, and really another order', () => {
    const orders: MemoryOrder[] = ['row by row', 'axes reversed in memory', 'gaps in memory'];
    const made = orders.map((order) => decodeTensor(golden, { order, single: false }));
    for (const t of made) expect([...t.dataSync()]).toEqual(golden.data);
    expect(made.map(({ strides, offset }) => [...strides, offset])).toEqual([
      [6, 2, 1, 0],
      [1, 2, 6, 0],
      [12, 4, 2, 1],
    ]);
  });

  it('reads a stretched view through stride 0', () => {
    const stretched = { shape: [2, 2], dtype: 'float64', strides: [0, 1], data: [3, 4] } as const;
    const made = decodeTensor(stretched, { order: 'gaps in memory', single: true });
    expect([...made.dataSync(), made.dtype]).toEqual([3, 4, 3, 4, 'float32']);
  });
});
