/** x: [N, C, H, W], weight: [O, C, KH, KW], grad: [N, O, OH, OW] → gradients of the shapes of x and weight, and [O]. */
export function conv2dBackward(
  x: number[][][][],
  weight: number[][][][],
  grad: number[][][][],
  { stride, padding }: { stride: number; padding: number },
): { x: number[][][][]; weight: number[][][][]; bias: number[] } {
  // your turn: the loops of the forward pass, with += on the other side.
  return { x, weight, bias: weight.map(() => 0) };
}
