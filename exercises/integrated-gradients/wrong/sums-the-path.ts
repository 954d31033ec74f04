/**
 * The sum, not the mean
 *
 * With twice as many points it is twice as much. Divide by how many points there are.
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
  return x.map((end, i) => sums[i]! * (end - baseline[i]!));
}
