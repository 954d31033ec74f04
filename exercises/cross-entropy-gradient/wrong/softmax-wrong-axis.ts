/**
 * Softmax over the wrong axis
 *
 * Your probabilities sum to 1 down each column. Each row is one example: it must sum to 1 across its classes.
 *
 * @moment t=three-clouds.7~three-clouds.7!softmax-wrong-axis&step=20
 */

// Normalises each column over the rows instead of each row over the classes.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  const columns = (logits[0] ?? []).map((_, k) => logits.map((row) => row[k]!));
  const maxes = columns.map((column) => Math.max(...column));
  const sums = columns.map((column, k) => column.reduce((total, logit) => total + Math.exp(logit - maxes[k]!), 0));
  return logits.map((row, i) =>
    row.map((logit, k) => (Math.exp(logit - maxes[k]!) / sums[k]! - (k === labels[i] ? 1 : 0)) / m),
  );
}
