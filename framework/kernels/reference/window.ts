/**
 * Which output cells of a sliding window read inside the image. Cell i reads place i · stride + shift, where
 * shift = kernel place · dilation - padding; it is inside when 0 ≤ place < size. Padding is never stored: cells that would
 * read it are simply left out of the loop.
 */
import type { AveragePoolWindow } from '../Kernels.ts';

/** The first output cell whose place is ≥ 0. */
export const firstInside = (shift: number, stride: number): number => Math.max(0, Math.ceil(-shift / stride));

/** The last output cell whose place is < size; below the first one when there is none. */
export const lastInside = (shift: number, stride: number, size: number, cells: number): number =>
  Math.min(cells - 1, Math.floor((size - 1 - shift) / stride));

/** The cells of an image that an averaging window covers (ends excluded), and by how many the sum is divided. */
export function windowCells(
  outY: number,
  outX: number,
  { kernel, stride, padding, countIncludePad }: AveragePoolWindow,
  [height, width]: readonly [number, number],
): { top: number; bottom: number; left: number; right: number; count: number } {
  const startY = outY * stride[0] - padding[0];
  const startX = outX * stride[1] - padding[1];
  const top = Math.max(startY, 0);
  const left = Math.max(startX, 0);
  const bottom = Math.min(startY + kernel[0], height);
  const right = Math.min(startX + kernel[1], width);
  const count = countIncludePad ? kernel[0] * kernel[1] : (bottom - top) * (right - left);
  return { top, bottom, left, right, count };
}
