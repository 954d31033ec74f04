/**
 * The last batch was filled up
 *
 * Some examples were read twice to make the last batch full. An epoch reads each once.
 */

export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  const order = Array.from({ length: m }, (_, i) => i);
  for (let i = m - 1; i > 0; i--) {
    const j = Math.floor(uniforms[m - 1 - i]! * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const batches: number[][] = [];
  for (let from = 0; from < m; from += batchSize) {
    batches.push(Array.from({ length: batchSize }, (_, k) => order[(from + k) % m]!));
  }
  return batches;
}
