/**
 * The mean binary cross-entropy of m examples, from their logits: natural logarithm, labels 0 or 1.
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equation 4.90, as a mean, with ln σ(z) = −ln(1 + e⁻ᶻ).
 */
export function bceFromLogits(logits: number[], labels: number[]): number {
  // ln(1 + e^z) as max(z, 0) + ln(1 + e^−|z|): the exponential is never above 1.
  const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  const prices = logits.map((z, i) => softplus(z) - labels[i]! * z); // [m]
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
