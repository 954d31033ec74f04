/**
 * The noise does not know how loud a person may be
 *
 * σ counts in lengths of C: the noise is σ · C · z. Where C is 2, yours hides half of what it should.
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
  return sum.map((value) => (value + sigma * normal()) / perSample.length);
}
