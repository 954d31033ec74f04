/**
 * The mean was held short, not each person
 *
 * One person can still move the step as far as they like: of m people, by their length over m. Hold each gradient short before you sum.
 *
 * @moment t=credit-logistic.7(extreme=5,clip=1)~credit-logistic.7(extreme=5,clip=1)!clips-the-mean-not-each&step=60
 */

export function privateGradient(perSample: number[][], C: number, sigma: number, normal: () => number): number[] {
  const m = perSample.length;
  const mean = perSample[0]!.map((_, j) => perSample.reduce((sum, gradient) => sum + gradient[j]!, 0) / m);
  const length = Math.hypot(...mean);
  const factor = length > C ? C / length : 1;
  return mean.map((value) => factor * value + (sigma * C * normal()) / m);
}
