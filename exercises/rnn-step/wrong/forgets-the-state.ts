/**
 * The old state never enters
 *
 * This is a layer, not a memory: the state of the step before must be part of the sum.
 */

export function rnnStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  const fromInput = affine(x, w.ih, w.bih); // [N, H]
  const fromState = affine(h, w.hh, w.bhh); // [N, H]
  return fromInput.map((row, n) => row.map((value, j) => Math.tanh(value + fromState[n]![j]! * 0 + w.bhh[j]!)));
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
