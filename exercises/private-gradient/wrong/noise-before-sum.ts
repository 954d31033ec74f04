/**
 * Noise on every person
 *
 * You drew noise for each person and summed it with the rest. It grows with the root of m: once, on the sum, is enough.
 *
 * @moment t=credit-logistic.7(clip=1,sigma=1)~credit-logistic.7(clip=1,sigma=1)!noise-before-sum&step=20
 */

export function privateGradient(perSample: number[][], C: number, sigma: number, normal: () => number): number[] {
  const sum = perSample[0]!.map(() => 0);
  for (const gradient of perSample) {
    const length = Math.hypot(...gradient);
    const factor = length > C ? C / length : 1;
    gradient.forEach((value, j) => {
      sum[j]! += factor * value + sigma * C * normal();
    });
  }
  return sum.map((value) => value / perSample.length);
}
