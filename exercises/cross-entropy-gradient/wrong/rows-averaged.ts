/**
 * The rows were averaged away
 *
 * You return one row for the whole batch. Each of the m examples has its own K numbers.
 */

// Averages the rows into one, as the gradient of a bias would be.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  const mean = (logits[0] ?? []).map(() => 0);
  for (const [i, row] of logits.entries())
    for (const [k, p] of softmax(row).entries()) mean[k] = mean[k]! + (p - (k === labels[i] ? 1 : 0)) / m;
  return [mean];
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
