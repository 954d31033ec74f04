/**
 * The mean of gradients of which none is longer than C, with noise of σ C on their sum.
 *
 * Source: Abadi et al., "Deep learning with differential privacy" (2016), algorithm 1.
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
  return sum.map((value) => (value + sigma * C * normal()) / perSample.length);
}
