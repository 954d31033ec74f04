/**
 * The sum, not the mean
 *
 * Your number is m times ours: we divide by the number of examples.
 *
 * @convention
 * @moment t=line-regression.7~line-regression.7!sum-not-mean&step=20
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const prices = logits.map((z, i) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - labels[i]! * z);
  return prices.reduce((sum, price) => sum + price, 0);
}
