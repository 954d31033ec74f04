/** The state after one step of a GRU. x: [N, in], h: [N, H] → [N, H] */
export function gruStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  // your turn: two gates, the candidate, the mixture.
  return h.map((row) => [...row]);
}
