/**
 * The noise was added after dividing
 *
 * It belongs on the sum, before the division by m: yours is m times too loud.
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
  return sum.map((value) => value / perSample.length + sigma * C * normal());
}
