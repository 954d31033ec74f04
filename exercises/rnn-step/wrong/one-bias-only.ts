/**
 * One bias is missing
 *
 * PyTorch has two, bih and bhh. They always act as their sum, but a file of weights holds both.
 */

export function rnnStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  const fromInput = affine(x, w.ih, w.bih); // [N, H]
  const fromState = affine(
    h,
    w.hh,
    w.bhh.map(() => 0),
  ); // [N, H]
  return fromInput.map((row, n) => row.map((value, j) => Math.tanh(value + fromState[n]![j]!)));
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
