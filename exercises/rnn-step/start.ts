/** The state after one step. x: [N, in], h: [N, H] → [N, H] */
export function rnnStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  // your turn: two products, two biases, one tanh.
  return h.map((row) => [...row]);
}
