import { tensor } from '../../tensor/create.ts';
import { allocate, type DType } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type Generator, getDefaultGenerator } from '../../tensor/random.ts';
import { type Shape, sizeOf } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

export interface DropoutOptions {
  /** Default true. While evaluating nothing is dropped. */
  readonly training?: boolean;
  /** Drop whole channels: one coin for each [n, c] of [N, C, …]. Default false. */
  readonly perChannel?: boolean;
  /** Where the coin flips come from. Default: the stream started by `manualSeed`. */
  readonly generator?: Generator;
}

type Args = [x: Tensor, p?: number, options?: DropoutOptions];

/**
 * Sets each element to 0 with probability p (default 0.5) and scales the rest by 1/(1 - p), so that the expected value stays.
 * Source: Srivastava et al., "Dropout" (2014), in the inverted form of their §10.
 */
export const dropout: Op<Args> = defineOp<Args, Tensor | null>({
  name: 'dropout',
  summary: 'Silence elements at random while training; scale the rest so that the expected value stays.',
  tex: {
    forward: String.raw`y_i = \frac{m_i}{1 - p} \, x_i, \quad m_i \sim \operatorname{Bernoulli}(1 - p)`,
    backward: String.raw`\bar{x}_i = \frac{m_i}{1 - p} \, \bar{y}_i`,
  },
  kernels: ['zip'],
  forward: (x, p = 0.5, { training = true, perChannel = false, generator = getDefaultGenerator() } = {}) => {
    if (!(p >= 0 && p <= 1)) {
      throw new ChalkgradError(
        `dropout: p = ${p} is not a probability`,
        'p is the chance of being dropped, from 0 to 1.',
      );
    }
    if (!training || p === 0) return { output: x, saved: null };
    const shape = perChannel ? x.shape.map((n, axis) => (axis < 2 ? n : 1)) : x.shape;
    const mask = keepMask(shape, p, generator, x.dtype);
    return { output: x.mul(mask), saved: mask };
  },
  backward: (grad, { saved: mask }) => [mask === null ? grad : grad.mul(mask)],
  examples: (g) => [
    [uniform(g, [3, 4], [-1, 1]), 0.3, { training: false }],
    [uniform(g, [3, 4], [-1, 1]), 0],
  ],
});

/** 0 with probability p, else 1/(1 - p). A device gets a copy, so that the coins fall the same way everywhere. */
function keepMask(shape: Shape, p: number, generator: Generator, dtype: DType): Tensor {
  const kept = p === 1 ? 0 : 1 / (1 - p);
  const mask = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < mask.length; i++) mask[i] = generator.uniform() < p ? 0 : kept;
  return tensor(mask, { dtype, shape });
}
