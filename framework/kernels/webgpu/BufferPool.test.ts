import { describe, expect, it } from 'vitest';
import { BufferPool, roundedSize } from './BufferPool.ts';

/** A device that only counts. */
function counting() {
  const made: number[] = [];
  const createBuffer = ({ size }: GPUBufferDescriptor): GPUBuffer => {
    made.push(size);
    return {} as GPUBuffer;
  };
  return { made, gpu: { createBuffer } };
}

describe('sizes of GPU buffers', () => {
  it('are rounded up by at most a quarter, to multiples of four', () => {
    for (const bytes of [4, 256, 260, 1000, 1024, 1028, 70_000, 2 ** 26 + 4]) {
      const size = roundedSize(bytes);
      expect(size).toBeGreaterThanOrEqual(bytes);
      expect(size % 4).toBe(0);
      if (bytes > 256) expect(size).toBeLessThanOrEqual(1.25 * bytes + 4);
      expect(roundedSize(size)).toBe(size);
    }
  });
});

describe('the pool of GPU buffers', () => {
  it('hands a buffer that was given back to the next one who needs about its size', () => {
    const { made, gpu } = counting();
    const pool = new BufferPool(gpu);
    const first = pool.take(1000);
    pool.give(first);
    expect(pool.take(1010)).toBe(first);
    expect(pool.take(1010)).not.toBe(first);
    expect(pool.take(5000)).not.toBe(first);
    expect(made).toHaveLength(3);
    expect(pool.counts().bytesInUse).toBe(pool.counts().bytes);
  });

  it('keeps only so many bytes waiting, and counts those it lets go no longer', () => {
    const pool = new BufferPool(counting().gpu, 3000);
    const taken = [1, 2, 3, 4].map(() => pool.take(1024));
    expect(taken.map((buffer) => pool.give(buffer))).toEqual([true, true, false, false]);
    expect(pool.counts()).toEqual({ buffers: 2, bytes: 2048, bytesInUse: 0 });
  });
});
