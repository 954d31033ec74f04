/**
 * A price that stops growing
 *
 * The clip hides the overflow, and the slope with it: beyond it worse answers no longer cost more. z = 1000 on a no should cost 1000.
 */

const EPS = 1e-7;

export function bceFromLogits(logits: number[], labels: number[]): number {
  const chances = logits.map((z) => Math.min(1 - EPS, Math.max(EPS, 1 / (1 + Math.exp(-z)))));
  const prices = chances.map((p, i) => -(labels[i]! * Math.log(p) + (1 - labels[i]!) * Math.log(1 - p)));
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
