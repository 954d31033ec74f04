/**
 * Shifted by the maximum of the whole batch
 *
 * A row far below that maximum becomes all zeros, and 0 / 0 is NaN. Give each row its own maximum.
 */

export function softmax(logits: number[][]): number[][] {
  const largest = Math.max(...logits.flat());
  return logits.map((row) => {
    const powers = row.map((logit) => Math.exp(logit - largest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
}
