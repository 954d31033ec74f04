/**
 * This formula wants labels −1 and +1
 *
 * ln(1 + e^(−y·z)) is right for labels −1 and +1. With 0 in its place every no costs ln 2, whatever the score.
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const prices = logits.map((z, i) => {
    const u = -labels[i]! * z;
    return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
  });
  return prices.reduce((sum, price) => sum + price, 0) / logits.length;
}
