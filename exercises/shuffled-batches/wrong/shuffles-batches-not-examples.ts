/**
 * The batches were shuffled, not the examples
 *
 * The same neighbours sit together for ever; only their turn changes. Shuffle the examples, then cut.
 */

export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  const batches: number[][] = [];
  for (let from = 0; from < m; from += batchSize) batches.push(order.slice(from, from + batchSize));
  for (let i = batches.length - 1; i > 0; i--) {
    const j = Math.floor(uniforms[batches.length - 1 - i]! * (i + 1));
    [batches[i], batches[j]] = [batches[j]!, batches[i]!];
  }
  return batches;
}
