/**
 * The mean of the two halves
 *
 * You halve the discriminator’s loss, as some books do; it only halves its learning rate. Here the two means are added.
 *
 * @convention
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
  const gradFake = fake.map((z) => -1 / (1 + Math.exp(z)) / fake.length); // (σ(z) − 1) / n
  return { discriminator: (known + found) / 2, generator: mean(fake.map((z) => softplus(-z))), gradFake };
}
