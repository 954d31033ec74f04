/**
 * Labels counted from 1
 *
 * The −1 sits one column too far left. Labels count from 0: label 0 is the first column.
 */

// Reads the labels as if the first class were 1.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => softmax(row).map((p, k) => (p - (k + 1 === labels[i] ? 1 : 0)) / m));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
