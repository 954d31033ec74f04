/**
 * Missing 1/m
 *
 * Your gradient belongs to the sum of the losses. The loss here is their mean over the m rows: divide by m.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!missing-mean&step=5
 */

// Sums the rows' gradients: the loss is their mean, so each row counts 1/m.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  return logits.map((row, i) => softmax(row).map((p, k) => p - (k === labels[i] ? 1 : 0)));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
