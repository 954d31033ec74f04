/**
 * A factor of 2 too many
 *
 * The 2 comes from differentiating a square. Cross-entropy has none.
 */

// Carries the 2 of a squared error into the cross-entropy.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => softmax(row).map((p, k) => (2 * (p - (k === labels[i] ? 1 : 0))) / m));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
