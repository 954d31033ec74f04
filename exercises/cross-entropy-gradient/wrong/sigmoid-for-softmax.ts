/**
 * Sigmoid instead of softmax
 *
 * A sigmoid looks at one logit alone. Here the classes compete: the K probabilities of a row sum to 1.
 */

// Squashes each logit by itself, as for two classes, so that a row does not sum to 1.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => row.map((logit, k) => (1 / (1 + Math.exp(-logit)) - (k === labels[i] ? 1 : 0)) / m));
}
