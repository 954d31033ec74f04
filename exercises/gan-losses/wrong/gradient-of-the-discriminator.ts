/**
 * The other player’s slope
 *
 * σ(z)/n is how the *discriminator’s* loss changes with a fake’s logit. The generator wants label 1 there: σ(z) − 1.
 */

/** ln(1 + eˣ), without leaving float64 on either side. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function ganLosses(
  real: number[],
  fake: number[],
): { discriminator: number; generator: number; gradFake: number[] } {
  // −log σ(z) = softplus(−z), −log(1 − σ(z)) = softplus(z)
  const known = mean(real.map((z) => softplus(-z)));
  const found = mean(fake.map((z) => softplus(z)));
  const gradFake = fake.map((z) => 1 / (1 + Math.exp(-z)) / fake.length);
  return { discriminator: known + found, generator: mean(fake.map((z) => softplus(-z))), gradFake };
}
