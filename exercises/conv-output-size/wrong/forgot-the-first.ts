/**
 * The start is a place, too
 *
 * You counted the steps between places. Before the first step the window already stands at one.
 */

export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const span = dilation * (kernel - 1) + 1;
  const last = size + 2 * padding - span;
  return last < 0 ? 0 : Math.floor(last / stride);
}
