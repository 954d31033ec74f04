/** Every window of a picture as a column. x: [C, H, W] → [C · KH · KW, places] */
export function im2col(
  x: number[][][],
  [tall, wide]: [number, number],
  { stride, padding }: { stride: number; padding: number },
): number[][] {
  // your turn
  return [];
}
