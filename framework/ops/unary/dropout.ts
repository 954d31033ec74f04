import { kernels } from '../../kernels/backend.ts';
import type { DType } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type Generator, getDefaultGenerator } from '../../tensor/random.ts';
import type { Shape } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
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
  kernels: ['uniform', 'zip', 'copy'],
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

/**
 * 0 with probability p, else 1/(1 - p). A draw u has 24 bits, so u < p is u < t with t the next such number, which float32 holds exactly:
 * the coins fall the same way on every backend.
 */
function keepMask(shape: Shape, p: number, generator: Generator, dtype: DType): Tensor {
  const draws = emptyTensor(shape, 'float32');
  kernels().uniform(generator.skip(draws.size), draws.memory);
  const threshold = Math.ceil(p * 2 ** 24) * 2 ** -24;
  return draws
    .ge(threshold)
    .to(dtype)
    .mul(p === 1 ? 0 : 1 / (1 - p));
}
