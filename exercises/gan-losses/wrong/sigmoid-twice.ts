/**
 * A probability taken for a logit
 *
 * σ was applied before a loss that applies it again: the numbers between 0 and 1 are read as logits. Give the loss the logits as they are.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!sigmoid-twice&step=40
 */

/** ln(1 + eˣ), without leaving float64 on either side. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function ganLosses(
  real: number[],
  fake: number[],
): { discriminator: number; generator: number; gradFake: number[] } {
  // −log σ(z) = softplus(−z), −log(1 − σ(z)) = softplus(z)
  const known = mean(real.map((z) => softplus(-sigmoid(z))));
  const found = mean(fake.map((z) => softplus(sigmoid(z))));
  const gradFake = fake.map((z) => -1 / (1 + Math.exp(sigmoid(z))) / fake.length);
  return { discriminator: known + found, generator: mean(fake.map((z) => softplus(-sigmoid(z)))), gradFake };
}
