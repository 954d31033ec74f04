/**
 * Sign flipped
 *
 * This is one-hot minus softmax, the way down. The gradient points up: softmax minus one-hot.
 */

// Subtracts the probabilities from the one-hot row: the direction of descent, not the gradient.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => softmax(row).map((p, k) => ((k === labels[i] ? 1 : 0) - p) / m));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
