/**
 * Powers of 2
 *
 * The base is e. With 2 the shares are flatter, and the derivative would carry a ln 2 everywhere.
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => {
    const largest = Math.max(...row);
    const powers = row.map((logit) => 2 ** (logit - largest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
}
