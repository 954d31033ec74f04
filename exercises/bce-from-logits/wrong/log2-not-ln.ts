/**
 * Bits, not nats
 *
 * You count with the logarithm to base 2, we with the natural one: your number is 1/ln 2 = 1.4427 times ours.
 *
 * @convention
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const prices = logits.map((z, i) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - labels[i]! * z);
  return prices.reduce((sum, price) => sum + price, 0) / logits.length / Math.LN2;
}
