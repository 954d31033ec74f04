/**
 * The mean gradient of a batch from the mean gradients of its shards.
 *
 * gradients: a row for each shard. counts: how many examples each has. → one row
 */
export function combine(gradients: number[][], counts: number[]): number[] {
  // your turn: each shard by its examples.
  return [...gradients[0]!];
}
