/**
 * Slope without distance
 *
 * The mean slope says how steep the way was. What a pixel gave is that, times how far it went.
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
  return sums.map((sum) => sum / steps);
}
