/**
 * The variance, not its root
 *
 * This is σ². A signal multiplied by it shrinks at every layer: take the root.
 *
 * @moment t=deep-stack.7~deep-stack.7!std-used-as-variance&step=0&track=2
 */

export function firstStd(shape: number[], rule: 'xavier' | 'he'): number {
  const [out = 1, inputs = 1, ...kernel] = shape;
  const area = kernel.reduce((product, n) => product * n, 1);
  return 2 / ((rule === 'he' ? inputs : inputs + out) * area);
}
