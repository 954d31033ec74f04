/**
 * The outputs were counted
 *
 * The sum of an output runs over the inputs. He wants how many numbers one output reads: shape[1], not shape[0].
 *
 * @moment t=deep-stack.7~deep-stack.7!fan-in-out-swapped&step=20&track=2
 */

export function firstStd(shape: number[], rule: 'xavier' | 'he'): number {
  const [out = 1, inputs = 1, ...kernel] = shape;
  const area = kernel.reduce((product, n) => product * n, 1);
  return Math.sqrt(2 / ((rule === 'he' ? out : inputs + out) * area));
}
