/**
 * Logits where probabilities belong
 *
 * You subtracted the one-hot row from the logits. Turn each row into probabilities first.
 */

// Subtracts the one-hot row from the logits themselves.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => row.map((logit, k) => (logit - (k === labels[i] ? 1 : 0)) / m));
}
