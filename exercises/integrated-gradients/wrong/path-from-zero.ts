/**
 * You walked from 0
 *
 * The points lie between blank and the picture. The way begins at the baseline that was given.
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
    const slopes = gradient(x.map((end) => share * end));
    for (const [i, slope] of slopes.entries()) sums[i]! += slope;
  }
  return x.map((end, i) => (sums[i]! / steps) * (end - baseline[i]!));
}
