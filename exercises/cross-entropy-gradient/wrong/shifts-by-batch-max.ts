/**
 * Shifted by the maximum of the whole batch
 *
 * A row far below that maximum becomes all zeros, and 0 / 0 is NaN. Give each row its own maximum.
 */

// Shifts every row by the largest logit of the whole batch: a row far below it underflows to 0 / 0.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  const max = Math.max(...logits.flat());
  return logits.map((row, i) => {
    const exps = row.map((logit) => Math.exp(logit - max));
    const sum = exps.reduce((total, value) => total + value, 0);
    return exps.map((value, k) => (value / sum - (k === labels[i] ? 1 : 0)) / m);
  });
}
