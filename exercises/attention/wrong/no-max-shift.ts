/**
 * No shift before the exponential
 *
 * exp(1000) is Infinity, and Infinity / Infinity NaN. Take the largest score away from all of them first: the shares stay the same.
 */

export function attention(q: number[][], k: number[][], v: number[][], mask?: boolean[][]): number[][] {
  const D = q[0]!.length;
  return q.map((query, i) => {
    const scores = k.map((key) => dot(query, key) / Math.sqrt(D)); // [S]
    const seen = scores.map((score, j) => ((mask?.[i]?.[j] ?? true) ? score : Number.NEGATIVE_INFINITY));
    const weights = softmax(seen); // [S]
    return v[0]!.map((_, e) => v.reduce((sum, value, j) => sum + weights[j]! * value[e]!, 0)); // [E]
  });
}

/** Shares that add up to 1; all 0 where every score is -∞. */
function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  if (largest === Number.NEGATIVE_INFINITY) return scores.map(() => 0);
  const powers = scores.map((score) => Math.exp(score));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, d) => sum + value * b[d]!, 0);
}
