/**
 * Which output cells of a sliding window read inside the image. Cell i reads place i · stride + shift, where
 * shift = kernel place · dilation - padding; it is inside when 0 ≤ place < size. Padding is never stored: cells that would
 * read it are simply left out of the loop.
 */

/** The first output cell whose place is ≥ 0. */
export const firstInside = (shift: number, stride: number): number => Math.max(0, Math.ceil(-shift / stride));

/** The last output cell whose place is < size; below the first one when there is none. */
export const lastInside = (shift: number, stride: number, size: number, cells: number): number =>
  Math.min(cells - 1, Math.floor((size - 1 - shift) / stride));
