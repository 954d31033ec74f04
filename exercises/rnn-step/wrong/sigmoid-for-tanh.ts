/**
 * Sigmoid for tanh
 *
 * Your state lies between 0 and 1. The bend of a plain recurrent network is tanh, from −1 to 1.
 */

export function rnnStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  const fromInput = affine(x, w.ih, w.bih); // [N, H]
  const fromState = affine(h, w.hh, w.bhh); // [N, H]
  return fromInput.map((row, n) => row.map((value, j) => 1 / (1 + Math.exp(-value - fromState[n]![j]!))));
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
