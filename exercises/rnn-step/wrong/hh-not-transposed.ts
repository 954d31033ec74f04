/**
 * The state’s weights the other way
 *
 * Rows of w.hh belong to outputs: unit j reads row j. You read column j, which fits only because the matrix is
 * square.
 */

export function rnnStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  const fromInput = affine(x, w.ih, w.bih); // [N, H]
  const fromState = affine(
    h,
    w.hh[0]!.map((_, i) => w.hh.map((row) => row[i]!)),
    w.bhh,
  ); // [N, H]
  return fromInput.map((row, n) => row.map((value, j) => Math.tanh(value + fromState[n]![j]!)));
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
