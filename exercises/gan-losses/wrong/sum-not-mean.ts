/**
 * Sums where means belong
 *
 * All three outputs are too large by the number of examples. Twice the batch must not be twice the step: divide each sum by its own count.
 *
 * @moment t=line-regression.7~line-regression.7!sum-not-mean&step=20
 */

/** ln(1 + eˣ), without leaving float64 on either side. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

export function ganLosses(
  real: number[],
  fake: number[],
): { discriminator: number; generator: number; gradFake: number[] } {
  // −log σ(z) = softplus(−z), −log(1 − σ(z)) = softplus(z)
  const known = mean(real.map((z) => softplus(-z)));
  const found = mean(fake.map((z) => softplus(z)));
  const gradFake = fake.map((z) => -1 / (1 + Math.exp(z)));
  return { discriminator: known + found, generator: mean(fake.map((z) => softplus(-z))), gradFake };
}
