/**
 * Less than no place
 *
 * Where the window does not fit, there is no place: 0, not a negative number.
 */

export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const span = dilation * (kernel - 1) + 1;
  return Math.floor((size + 2 * padding - span) / stride) + 1;
}
