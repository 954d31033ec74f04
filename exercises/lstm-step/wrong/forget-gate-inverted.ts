/**
 * The forget gate is upside down
 *
 * An f of 1 keeps the memory; yours empties it. c is multiplied by f, not by 1 − f.
 *
 * @moment t=recall-lstm.7~recall-lstm.7!forget-gate-inverted&step=20
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
    row.map((old, j) => (1 - sigmoid(gate(n, 1, j))) * old + sigmoid(gate(n, 0, j)) * Math.tanh(gate(n, 2, j))),
  ); // [N, H]
  return { h: memory.map((row, n) => row.map((value, j) => sigmoid(gate(n, 3, j)) * Math.tanh(value))), c: memory };
}

/** Overflows nowhere: the exponential of a large number is Infinity, and 1 / Infinity is 0. */
function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
