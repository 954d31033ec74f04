/**
 * Filled from the front
 *
 * A fair shuffle, in another order: i runs from 1 up. Here it runs from the end down, so that the same uniforms give
 * the same batches.
 *
 * @convention
 */

export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  for (let i = 1; i < m; i++) {
    const j = Math.floor(uniforms[i - 1]! * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const batches: number[][] = [];
  for (let from = 0; from < m; from += batchSize) batches.push(order.slice(from, from + batchSize));
  return batches;
}
