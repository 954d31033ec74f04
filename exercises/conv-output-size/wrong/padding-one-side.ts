/**
 * Padded at one end
 *
 * Both ends are padded: the axis grows by two times the padding.
 */

export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const span = dilation * (kernel - 1) + 1;
  const last = size + padding - span;
  return last < 0 ? 0 : Math.floor(last / stride) + 1;
}
