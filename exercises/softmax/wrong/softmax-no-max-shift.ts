/**
 * Softmax without the shift
 *
 * The formula is right, but Math.exp(1000) is Infinity, and Infinity / Infinity is NaN. Subtract the row’s largest
 * logit first; no share changes.
 *
 * @moment t=three-clouds.7(featureScale=1000)~three-clouds.7(featureScale=1000)!softmax-no-max-shift&step=1&track=2
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => {
    const powers = row.map((logit) => Math.exp(logit));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
}
