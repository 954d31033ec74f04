/**
 * The mean of gradients of which none is longer than C, with noise on their sum.
 *
 * perSample: m gradients of n numbers each. normal(): a standard normal draw; one a coordinate. → n numbers
 */
export function privateGradient(perSample: number[][], C: number, sigma: number, normal: () => number): number[] {
  // your turn: hold each one short, sum, add noise, divide by m.
  return perSample[0]!.map(() => 0);
}
