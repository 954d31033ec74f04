/**
 * Each piece asked at its beginning
 *
 * As far off as asking at its end, to the other side. The middle of each piece was agreed on, where both cancel.
 *
 * @convention
 */
export function integratedGradients(
  x: number[],
  baseline: number[],
  gradient: (x: number[]) => number[],
  steps: number,
): number[] {
  const sums = x.map(() => 0);
  for (let k = 1; k <= steps; k++) {
    const share = (k - 1) / steps;
    const slopes = gradient(x.map((end, i) => baseline[i]! + share * (end - baseline[i]!)));
    for (const [i, slope] of slopes.entries()) sums[i]! += slope;
  }
  return x.map((end, i) => (sums[i]! / steps) * (end - baseline[i]!));
}
