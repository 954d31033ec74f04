/**
 * tanh on the gates
 *
 * A gate lies between 0, closed, and 1, open. With tanh it turns signs.
 */

export function lstmStep(
  x: number[][],
  state: [h: number[][], c: number[][]],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): { h: number[][]; c: number[][] } {
  const [h, c] = state;
  const fromInput = affine(x, w.ih, w.bih); // [N, 4H]
  const fromState = affine(h, w.hh, w.bhh); // [N, 4H]
  const H = h[0]!.length;
  const gate = (n: number, k: number, j: number): number => fromInput[n]![k * H + j]! + fromState[n]![k * H + j]!;
  const memory = c.map((row, n) =>
    row.map((old, j) => Math.tanh(gate(n, 1, j)) * old + Math.tanh(gate(n, 0, j)) * Math.tanh(gate(n, 2, j))),
  ); // [N, H]
  return { h: memory.map((row, n) => row.map((value, j) => Math.tanh(gate(n, 3, j)) * Math.tanh(value))), c: memory };
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
