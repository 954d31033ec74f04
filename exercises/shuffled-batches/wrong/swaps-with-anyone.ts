/**
 * Swapped with anyone
 *
 * j is drawn from all m places each time. For m = 3 that makes 27 equally likely ways, which cannot fall evenly on 6
 * orders.
 */

export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  for (let i = m - 1; i > 0; i--) {
    const j = Math.floor(uniforms[m - 1 - i]! * m);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const batches: number[][] = [];
  for (let from = 0; from < m; from += batchSize) batches.push(order.slice(from, from + batchSize));
  return batches;
}
