/**
 * The smallest shard speaks loudest
 *
 * You divided by the counts instead of multiplying: the fewer examples, the more say.
 */

export function combine(gradients: number[][], counts: number[]): number[] {
  const turned = counts.reduce((sum, count) => (count === 0 ? sum : sum + 1 / count), 0);
  const share = (k: number): number => 1 / counts[k]! / turned;
  return gradients[0]!.map((_, i) =>
    gradients.reduce((sum, gradient, k) => (counts[k] === 0 ? sum : sum + share(k) * gradient[i]!), 0),
  );
}
