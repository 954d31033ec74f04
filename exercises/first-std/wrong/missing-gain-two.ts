/**
 * The 2 of He is missing
 *
 * ReLU sets half of the numbers to 0, and with them half of the variance. The 2 gives it back.
 */

export function firstStd(shape: number[], rule: 'xavier' | 'he'): number {
  const [out = 1, inputs = 1, ...kernel] = shape;
  const area = kernel.reduce((product, n) => product * n, 1);
  return Math.sqrt(rule === 'he' ? 1 / (inputs * area) : 2 / ((inputs + out) * area));
}
