/** How many places a window has along one axis; 0 where it does not fit. */
export function outputSize(
  size: number,
  kernel: number,
  options: { stride: number; padding: number; dilation: number },
): number {
  // your turn
  return size;
}
