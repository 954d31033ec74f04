/**
 * Each weight by itself
 *
 * a(1 − a) is what a weight says about its own score. The other weights of the row answer, too, because they share one sum: subtract the row’s mean.
 *
 * @moment t=three-clouds.7~three-clouds.7!diagonal-only-jacobian&step=20
 */

export function attentionBackward(
  q: number[][],
  k: number[][],
  v: number[][],
  grad: number[][],
): { q: number[][]; k: number[][]; v: number[][] } {
  const root = Math.sqrt(q[0]!.length);
  const A = product(q, transposed(k)).map((row) => softmax(row.map((score) => score / root))); // [L, S]
  const toWeights = product(grad, transposed(v)); // [L, S]
  const toScores = A.map((row, i) => {
    return row.map((weight, j) => (weight * (1 - weight) * toWeights[i]![j]!) / root);
  }); // [L, S]
  return { q: product(toScores, k), k: product(transposed(toScores), q), v: product(transposed(A), grad) };
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
