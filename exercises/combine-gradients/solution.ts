/**
 * The mean gradient of a batch from the mean gradients of its shards.
 *
 * Source: Li et al., "PyTorch distributed: experiences on accelerating data parallel training" (2020), section 2.2, with shards of any size.
 */
export function combine(gradients: number[][], counts: number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return gradients[0]!.map((_, i) =>
    gradients.reduce((sum, gradient, k) => (counts[k] === 0 ? sum : sum + (counts[k]! * gradient[i]!) / all), 0),
  );
}
