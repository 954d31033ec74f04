/**
 * A weight of nothing still pushed
 *
 * A score whose weight is nearly 0 changes nearly nothing. Multiply by the weight: A ⊙ (Ā − row sum).
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
    const mean = row.reduce((sum, weight, j) => sum + weight * toWeights[i]![j]!, 0);
    return row.map((weight, j) => (0 * weight + toWeights[i]![j]! - mean) / root);
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
