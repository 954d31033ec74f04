/**
 * Only the examples that are 1 pay
 *
 * A certain yes to what is a no costs nothing here: the term (1 − y) ln(1 − ŷ) is missing. A model that always says yes would be perfect.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!missing-one-minus-y-term&step=40
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const prices = logits.map((z, i) => labels[i]! * (Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z)))));
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
