/**
 * The logits went through σ already
 *
 * Squeezed twice, every chance lies between 0.5 and 0.731: a certain no cannot be said.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!sigmoid-twice&step=40
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const chances = logits.map((z) => 1 / (1 + Math.exp(-z)));
  const prices = chances.map((p, i) => Math.log(1 + Math.exp(p)) - labels[i]! * p);
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
