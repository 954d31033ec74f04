/** x: [C, H, W], weight: [O, C, KH, KW], bias: [O] → [O, OH, OW] */
export function conv2d(
  x: number[][][],
  weight: number[][][][],
  bias: number[],
  { stride, padding }: { stride: number; padding: number },
): number[][][] {
  // your turn: one output cell is a sum over c, u and v.
  return x;
}
