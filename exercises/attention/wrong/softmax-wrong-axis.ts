/**
 * Softmax over the queries
 *
 * For each query its weights on all keys add up to 1. You made the weights on each key add up to 1 over the queries.
 *
 * @moment t=three-clouds.7~three-clouds.7!softmax-wrong-axis&step=20
 */

export function attention(q: number[][], k: number[][], v: number[][], mask?: boolean[][]): number[][] {
  const D = q[0]!.length;
  const scores = q.map((query, i) =>
    k.map((key, j) => ((mask?.[i]?.[j] ?? true) ? dot(query, key) / Math.sqrt(D) : Number.NEGATIVE_INFINITY)),
  ); // [L, S]
  const shares = k.map((_, j) => softmax(scores.map((row) => row[j]!))); // [S, L]
  return q.map((_, i) => v[0]!.map((_, e) => v.reduce((sum, value, j) => sum + shares[j]![i]! * value[e]!, 0)));
}

/** Shares that add up to 1; all 0 where every score is -∞. */
function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  if (largest === Number.NEGATIVE_INFINITY) return scores.map(() => 0);
  const powers = scores.map((score) => Math.exp(score - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, d) => sum + value * b[d]!, 0);
}
