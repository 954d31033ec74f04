/**
 * The real ones are not asked
 *
 * Your discriminator pays for fakes only. One that calls everything generated would be perfect: add the mean over the real ones.
 */

/** ln(1 + eˣ), without leaving float64 on either side. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function ganLosses(
  _real: number[],
  fake: number[],
): { discriminator: number; generator: number; gradFake: number[] } {
  // −log σ(z) = softplus(−z), −log(1 − σ(z)) = softplus(z)
  const found = mean(fake.map((z) => softplus(z)));
  const gradFake = fake.map((z) => -1 / (1 + Math.exp(z)) / fake.length); // (σ(z) − 1) / n
  return { discriminator: found, generator: mean(fake.map((z) => softplus(-z))), gradFake };
}
