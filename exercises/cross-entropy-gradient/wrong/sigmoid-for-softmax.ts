/** Squashes each logit by itself, as for two classes, so that a row does not sum to 1. */
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => row.map((logit, k) => (1 / (1 + Math.exp(-logit)) - (k === labels[i] ? 1 : 0)) / m));
}
