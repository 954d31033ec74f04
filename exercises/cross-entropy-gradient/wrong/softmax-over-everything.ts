/**
 * Softmax over the whole batch
 *
 * You divided by one sum for all rows. Each row is an example of its own, with its own sum.
 */

// Normalises over the whole batch at once: all m·K probabilities sum to 1.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  const max = Math.max(...logits.flat());
  const sum = logits.flat().reduce((total, logit) => total + Math.exp(logit - max), 0);
  return logits.map((row, i) => row.map((logit, k) => (Math.exp(logit - max) / sum - (k === labels[i] ? 1 : 0)) / m));
}
