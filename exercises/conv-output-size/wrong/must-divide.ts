/**
 * Refused because it does not come out even
 *
 * Some older course notes forbid strides that leave cells over. Here, as in PyTorch, those cells are just never seen.
 *
 * @convention
 */

export function outputSize(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  const span = dilation * (kernel - 1) + 1;
  const last = size + 2 * padding - span;
  return last < 0 || last % stride !== 0 ? 0 : last / stride + 1;
}
