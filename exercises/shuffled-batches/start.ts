/** The examples 0 … m − 1, shuffled with the given uniforms and cut into batches. */
export function shuffledBatches(m: number, batchSize: number, uniforms: number[]): number[][] {
  // your turn: shuffle before cutting.
  return [Array.from({ length: Math.min(m, batchSize) }, (_, i) => i)];
}
