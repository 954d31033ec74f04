/**
 * The examples 0 … m − 1, shuffled with the given uniforms and cut into batches.
 *
 * Source: Durstenfeld, "Algorithm 235: Random permutation" (1964), known as the Fisher–Yates shuffle.
 */
export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  for (let i = m - 1; i > 0; i--) {
    const j = Math.floor(uniforms[m - 1 - i]! * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const batches: number[][] = [];
  for (let from = 0; from < m; from += batchSize) batches.push(order.slice(from, from + batchSize));
  return batches;
}
