/**
 * The last batch was dropped
 *
 * What did not fill a batch was never read. A smaller last batch is a batch, too.
 */

export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  for (let i = m - 1; i > 0; i--) {
    const j = Math.floor(uniforms[m - 1 - i]! * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const batches: number[][] = [];
  for (let from = 0; from + batchSize <= m; from += batchSize) batches.push(order.slice(from, from + batchSize));
  return batches;
}
