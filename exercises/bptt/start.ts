/** Gradients of a plain recurrent network over one sequence. xs: [T, in], gradH: [T, H] */
export function bptt(
  xs: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
  gradH: number[][],
): { ih: number[][]; hh: number[][]; b: number[]; h0: number[] } {
  // your turn: forward, storing every state; then back from the last step.
  return { ih: w.ih, hh: w.hh, b: w.bih, h0: w.bih };
}
