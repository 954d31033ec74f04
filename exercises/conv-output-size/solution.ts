/**
 * How many places a window has along one axis.
 *
 * Source: Dumoulin & Visin, "A guide to convolution arithmetic for deep learning" (2016), relationship 15.
 */
export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const span = dilation * (kernel - 1) + 1;
  const last = size + 2 * padding - span; // where the last window may begin
  return last < 0 ? 0 : Math.floor(last / stride) + 1;
}
