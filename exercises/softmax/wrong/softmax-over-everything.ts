/**
 * Softmax over the whole batch
 *
 * You divided by one sum for all rows, so that all m·K shares together make 1. Each row is an example of its own,
 * with its own sum.
 */

export function softmax(logits: number[][]): number[][] {
  const largest = Math.max(...logits.flat());
  const total = logits.flat().reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  return logits.map((row) => row.map((logit) => Math.exp(logit - largest) / total));
}
