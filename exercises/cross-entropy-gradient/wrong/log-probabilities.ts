/**
 * Log-probabilities where probabilities belong
 *
 * The logarithm is in the loss. Its derivative leaves plain probabilities.
 */

// Uses log-probabilities where probabilities belong.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => softmax(row).map((p, k) => (Math.log(p) - (k === labels[i] ? 1 : 0)) / m));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
