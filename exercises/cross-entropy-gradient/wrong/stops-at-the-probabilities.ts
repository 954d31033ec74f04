/**
 * Stops at the probabilities
 *
 * −1/p is the derivative with respect to the probability. One more step of the chain rule leads to the logits.
 */

// Differentiates by the probabilities, -1/p_y at the label, and never goes on to the logits.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => softmax(row).map((p, k) => (k === labels[i] ? -1 / p / m : 0)));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
