/**
 * Some twice, some never
 *
 * Each place draws from all examples. An epoch reads each exactly once: shuffle, do not draw.
 */

export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  for (let i = m - 1; i > 0; i--) {
    order[i] = Math.floor(uniforms[m - 1 - i]! * m);
  }
  const batches: number[][] = [];
  for (let from = 0; from < m; from += batchSize) batches.push(order.slice(from, from + batchSize));
  return batches;
}
