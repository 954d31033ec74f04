/**
 * Rounded up
 *
 * A window must fit whole. What is left over at the end is no place: round down.
 */

export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const span = dilation * (kernel - 1) + 1;
  const last = size + 2 * padding - span;
  return last < 0 ? 0 : Math.ceil(last / stride) + 1;
}
