/** First values of weights. Each fills a tensor in place, outside history, from the given stream. */
import { type Generator, getDefaultGenerator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';

/** How many inputs feed one output of a weight [out, in, …kernel]. */
export const fanIn = (weight: Tensor): number => weight.shape.slice(1).reduce((product, n) => product * n, 1);

/** Uniform in [low, high). */
export function uniform_(x: Tensor, low: number, high: number, generator: Generator = getDefaultGenerator()): Tensor {
  return x.copyFrom_(Float64Array.from({ length: x.size }, () => generator.uniform(low, high)));
}

/**
 * What torch.nn.Linear and Conv2d start from: uniform in ±1/√fan_in, for weight and bias alike. (PyTorch writes it as Kaiming
 * uniform with a = √5; He et al., "Delving deep into rectifiers" (2015), §2.2, with that gain.)
 */
export function defaultInit_(weight: Tensor, bias: Tensor | null, generator: Generator = getDefaultGenerator()): void {
  const bound = 1 / Math.sqrt(fanIn(weight));
  uniform_(weight, -bound, bound, generator);
  if (bias !== null) uniform_(bias, -bound, bound, generator);
}
