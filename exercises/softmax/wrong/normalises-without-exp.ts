/**
 * Normalised without the exponential
 *
 * Scores over their sum are no shares: some are negative, and the sum may be 0. Exponentiate first, then divide.
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => {
    const total = row.reduce((sum, logit) => sum + logit, 0);
    return row.map((logit) => logit / total);
  });
}
