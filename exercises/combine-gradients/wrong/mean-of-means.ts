/**
 * Two people count like ten
 *
 * Every shard got the same say. Weigh each by its examples over all examples.
 *
 * @moment t=digits-workers.7(shards=ragged)~digits-workers.7(shards=ragged)!mean-of-means&step=1
 */

export function combine(gradients: number[][], counts: number[]): number[] {
  const heard = counts.filter((count) => count > 0).length;
  const share = (_k: number): number => 1 / heard;
  return gradients[0]!.map((_, i) =>
    gradients.reduce((sum, gradient, k) => (counts[k] === 0 ? sum : sum + share(k) * gradient[i]!), 0),
  );
}
