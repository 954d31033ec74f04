// A fixed computation through the SIMD kernels and a hash of its bits: the same number on every machine while multiply and add are not
// fused. Whoever changes the order of a sum, a polynomial or a tile changes it, on purpose, here.

import type { Strided } from '../kernels/Kernels.ts';
import { simd } from '../kernels/simd/index.ts';
import { Views } from './randomViews.ts';

/** What `fixedComputation` gives on the strict kernels. */
export const STRICT_BITS = '47eeefd1';

/** FNV-1a over the bytes. Source: Fowler, Noll & Vo (1991). */
function hash(numbers: Float32Array<ArrayBuffer>, seed: number): number {
  let h = seed;
  for (const byte of new Uint8Array(numbers.buffer)) h = Math.imul(h ^ byte, 0x01000193) >>> 0;
  return h;
}

const dense = (memory: Float32Array<ArrayBuffer>, shape: readonly number[]): Strided => ({
  memory,
  dtype: 'float32',
  shape,
  strides: shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1)),
  offset: 0,
});

/** The hash, in hexadecimal. */
export function fixedComputation(): string {
  const views = new Views(4);
  const fill = (...shape: number[]): Strided => views.view(shape);
  const window = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 } as const;
  let h = 0x811c9dc5;
  const product = new Float32Array(2 * 37 * 45);
  simd.matmul(fill(2, 37, 301), fill(2, 301, 45), product);
  h = hash(product, h);
  const maps = new Float32Array(2 * 6 * 9 * 11);
  simd.conv2d(fill(2, 3, 9, 11), fill(6, 3, 3, 3), window, [2, 6, 9, 11], maps);
  h = hash(maps, h);
  for (const name of ['exp', 'tanh', 'sigmoid', 'gelu', 'softplus', 'erf'] as const) {
    const out = new Float32Array(product.length);
    simd.map(name, dense(product, [product.length]), out);
    h = hash(out, h);
  }
  const rows = new Float32Array(product.length);
  simd.softmax(dense(product, [74, 45]), rows);
  h = hash(rows, h);
  const sums = new Float32Array(74);
  simd.reduce('sum', dense(product, [74, 45]), 1, sums);
  return hash(sums, h).toString(16);
}

/** What `fixedTiles` gives on the strict kernels. */
export const STRICT_TILE_BITS = '7f9a8360';

/** The same of convolutions that are made in tiles. */
export function fixedTiles(): string {
  const views = new Views(5);
  const window = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 } as const;
  const [x, weight, grad] = [views.view([2, 17, 70, 67]), views.view([19, 17, 3, 3]), views.view([2, 19, 70, 67])];
  const maps = new Float32Array(2 * 19 * 70 * 67);
  simd.conv2d(x, weight, window, grad.shape, maps);
  const pixels = new Float32Array(2 * 17 * 70 * 67);
  simd.conv2dInputGrad(grad, weight, window, x.shape, pixels);
  const weights = new Float32Array(19 * 17 * 9);
  simd.conv2dWeightGrad(grad, x, window, weight.shape, weights);
  return [maps, pixels, weights].reduce((h, numbers) => hash(numbers, h), 0x811c9dc5).toString(16);
}
