/**
 * One draw for all coordinates
 *
 * Your noise has the same value everywhere, so a difference of two coordinates hides nothing. Draw anew for each.
 */

export function privateGradient(perSample: number[][], C: number, sigma: number, normal: () => number): number[] {
  const sum = perSample[0]!.map(() => 0);
  for (const gradient of perSample) {
    const length = Math.hypot(...gradient);
    const factor = length > C ? C / length : 1;
    gradient.forEach((value, j) => {
      sum[j]! += factor * value;
    });
  }
  const noise = normal();
  return sum.map((value) => (value + sigma * C * noise) / perSample.length);
}
