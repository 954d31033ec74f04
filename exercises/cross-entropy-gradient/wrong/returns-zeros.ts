/**
 * All zeros
 *
 * Every cell is 0. A gradient of zeros says that nothing can be learned here; yours is still to be written.
 */

// Zeros of the right shape.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  return logits.map((row) => row.map(() => 0));
}
