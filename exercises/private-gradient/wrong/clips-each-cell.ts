/**
 * Each number was cut, not the length
 *
 * You cut every number at C. A gradient of many numbers below C may still be long: its length counts, and its direction should stay.
 */

export function privateGradient(perSample: number[][], C: number, sigma: number, normal: () => number): number[] {
  const sum = perSample[0]!.map(() => 0);
  for (const gradient of perSample) {
    gradient.forEach((value, j) => {
      sum[j]! += Math.max(-C, Math.min(C, value));
    });
  }
  return sum.map((value) => (value + sigma * C * normal()) / perSample.length);
}
