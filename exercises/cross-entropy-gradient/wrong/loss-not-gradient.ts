/**
 * The loss, not its gradient
 *
 * These are the terms −log p of the loss. The question is how they change with each logit.
 */

// Returns the terms of the loss, -log p_y, instead of their derivative.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => softmax(row).map((p, k) => (k === labels[i] ? -Math.log(p) / m : 0)));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
