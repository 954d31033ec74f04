/**
 * Softmax twice
 *
 * Your probabilities went through softmax a second time. Once is enough.
 *
 * @moment t=three-clouds.7~three-clouds.7!softmax-applied-twice&step=60
 */

// Takes the softmax of the softmax.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => softmax(softmax(row)).map((p, k) => (p - (k === labels[i] ? 1 : 0)) / m));
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
