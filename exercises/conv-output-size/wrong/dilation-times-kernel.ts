/**
 * A gap too many
 *
 * k cells have k − 1 gaps between them. You gave the last cell one as well.
 */

export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const last = size + 2 * padding - dilation * kernel;
  return last < 0 ? 0 : Math.floor(last / stride) + 1;
}
