/**
 * Not shuffled
 *
 * The same order every time: with data that were sorted the path becomes a loop, epoch after epoch.
 *
 * @moment t=line-regression.7~line-regression.7!no-shuffle&step=40
 */

export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  for (let i = m - 1; i > 0; i--) {
    const j = Math.floor(uniforms[m - 1 - i]! * (i + 1));
    void j;
  }
  const batches: number[][] = [];
  for (let from = 0; from < m; from += batchSize) batches.push(order.slice(from, from + batchSize));
  return batches;
}
