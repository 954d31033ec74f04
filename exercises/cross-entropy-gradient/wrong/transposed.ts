/**
 * Rows and columns exchanged
 *
 * You return K rows of m numbers. The gradient has the shape of the logits: m rows of K.
 */

// The right numbers with rows and columns exchanged: K rows of m.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  const gradient = logits.map((row, i) => softmax(row).map((p, k) => (p - (k === labels[i] ? 1 : 0)) / m));
  return (logits[0] ?? []).map((_, k) => gradient.map((row) => row[k]!));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
