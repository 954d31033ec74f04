// Every rung of the GPU ladder against the reference, on sizes that are no multiple of any tile, with sentinels behind the product.

import { describe, expect, it } from 'vitest';
import { Generator, gpuLadder, multiplyBy, randn } from '../../index.ts';
import { running } from '../../kernels/webgpu/device.ts';
import { GpuMemory } from '../../kernels/webgpu/GpuMemory.ts';

const SIZES = [
  [1, 1, 1],
  [5, 3, 2],
  [33, 65, 17],
  [64, 32, 48],
  [70, 35, 50],
] as const; // m, n, k

export function describeLadder(): void {
  describe.each(gpuLadder.map((rung) => [rung.name, rung] as const))('rung %s', (_, rung) => {
    it('multiplies what the reference multiplies, and writes nothing behind it', async () => {
      for (const [m, n, k] of SIZES) {
        const g = new Generator(m * n);
        const [a, b] = [randn([m, k], { generator: g }), randn([k, n], { generator: g })];
        const expected = a.matmul(b).dataSync();
        const whole = running().upload(new Float32Array(m * n + 70).fill(-7777), 'float32');
        const inside = new GpuMemory(running(), whole.buffer, 'float32', m * n);
        rung.run(running().upload(a.dataSync(), 'float32'), running().upload(b.dataSync(), 'float32'), inside, {
          m,
          n,
          k,
        });
        const got = await running().read(whole, 0, m * n + 70);
        for (let i = 0; i < m * n; i++) {
          expect(Math.abs(got[i]! - expected[i]!), `[${m}, ${k}] · [${k}, ${n}], entry ${i}`).toBeLessThanOrEqual(
            1e-5 * k,
          );
        }
        expect([...got.subarray(m * n)].every((x) => x === -7777)).toBe(true);
      }
    });

    it('is a complete program that can be shown, and takes tensors', async () => {
      expect(rung.wgsl).toContain('fn main(');
      expect(rung.title.length).toBeGreaterThan(5);
      const x = randn([3, 3], { generator: new Generator(1) });
      const y = await multiplyBy(rung, x.to('webgpu'), x.to('webgpu')).cpu();
      x.matmul(x)
        .dataSync()
        .forEach((value, i) => {
          expect(y.dataSync()[i]).toBeCloseTo(value, 5);
        });
      expect(() => multiplyBy(rung, x, x)).toThrow(/on the GPU that fit/);
    });
  });
}
