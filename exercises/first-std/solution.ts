/**
 * The standard deviation of a layer's first weights. shape: [out, in, …kernel]
 *
 * Sources: Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), equation 12; He et al.,
 * "Delving deep into rectifiers" (2015), equation 10.
 */
export function firstStd(shape: number[], rule: 'xavier' | 'he'): number {
  const [out = 1, inputs = 1, ...kernel] = shape;
  const area = kernel.reduce((product, n) => product * n, 1);
  return Math.sqrt(rule === 'he' ? 2 / (inputs * area) : 2 / ((inputs + out) * area));
}
