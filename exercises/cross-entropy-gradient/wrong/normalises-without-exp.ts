/**
 * Normalised without the exponential
 *
 * Dividing logits by their sum gives no probabilities; some are negative. Exponentiate first, then divide.
 */

// Divides each logit by the sum of its row, without the exponential.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => {
    const sum = row.reduce((total, logit) => total + logit, 0);
    return row.map((logit, k) => (logit / sum - (k === labels[i] ? 1 : 0)) / m);
  });
}
