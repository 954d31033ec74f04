/**
 * It rises when the model improves
 *
 * This is the mean log-likelihood, which is never above 0. A price is minus that.
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const prices = logits.map((z, i) => labels[i]! * z - Math.max(z, 0) - Math.log1p(Math.exp(-Math.abs(z))));
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
