/**
 * No bend
 *
 * These are the sums before tanh. Without it the state grows or shrinks without bound, step after step.
 */

export function rnnStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  const fromInput = affine(x, w.ih, w.bih); // [N, H]
  const fromState = affine(h, w.hh, w.bhh); // [N, H]
  return fromInput.map((row, n) => row.map((value, j) => value + fromState[n]![j]!));
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
