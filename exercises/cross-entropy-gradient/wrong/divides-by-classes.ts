/**
 * Divides by K, not by m
 *
 * The mean runs over the m rows. You divided by the number of classes.
 */

// Divides by the number of classes K where the number of rows m belongs.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  return logits.map((row, i) => softmax(row).map((p, k) => (p - (k === labels[i] ? 1 : 0)) / row.length));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
