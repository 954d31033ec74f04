/**
 * What each pixel gives on the way from the baseline to x: the mean of its slopes, times how far it went.
 *
 * gradient(point): the slopes of the score there. steps: how many points of the way are asked.
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
  return x.map((end, i) => (sums[i]! / steps) * (end - baseline[i]!));
}
