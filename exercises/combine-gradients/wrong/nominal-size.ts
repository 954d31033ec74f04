/**
 * Divided by what should have been there
 *
 * You divided by the number of shards times the largest. Divide by how many examples there are.
 */

export function combine(gradients: number[][], counts: number[]): number[] {
  const most = counts.length * Math.max(...counts);
  const share = (k: number): number => counts[k]! / most;
  return gradients[0]!.map((_, i) =>
    gradients.reduce((sum, gradient, k) => (counts[k] === 0 ? sum : sum + share(k) * gradient[i]!), 0),
  );
}
