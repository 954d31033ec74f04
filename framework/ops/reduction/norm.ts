import { zerosLike } from '../../tensor/create.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, keptShape, type ReduceOptions } from './reduction.ts';

type Args = [x: Tensor, p?: number, axes?: Axes | undefined, options?: ReduceOptions];

/**
 * Length of a vector: the p-norm over the given axes (over everything when none are named). p = 2 (default) is the usual
 * length, 1 the sum of distances, Infinity the largest entry, 0 counts what is not 0. At zero length the slope is taken as 0.
 *
 * @example x.norm()            // Euclidean length of everything
 * @example x.norm(1, -1)       // sum of absolute values of each row
 */
export const norm: Op<Args> = defineOp<Args>({
  name: 'norm',
  summary: 'Length of vectors: the p-norm over axes.',
  tex: {
    forward: String.raw`y_j = \Bigl( \sum_i |x_{ij}|^p \Bigr)^{1/p}`,
    backward: String.raw`\bar{x}_{ij} = \operatorname{sign}(x_{ij}) \Bigl( \frac{|x_{ij}|}{y_j} \Bigr)^{p-1} \bar{y}_j`,
  },
  kernels: ['map', 'zip', 'reduce', 'select'],
  forward: (x, p = 2, axes, options) => {
    if (Number.isNaN(p)) throw new ChalkgradError('norm: p is not a number', 'p is a number, Infinity or -Infinity.');
    if (!isFloat(x.dtype))
      throw new ChalkgradError(
        `norm: a tensor of dtype ${x.dtype} has no norm`,
        "convert it first: x.to('float32').norm().",
      );
    switch (p) {
      case 0:
        return x.ne(0).to(x.dtype).sum(axes, options);
      case 1:
        return x.abs().sum(axes, options);
      case 2:
        return x.square().sum(axes, options).sqrt();
      case Number.POSITIVE_INFINITY:
        return x.abs().max(axes, options);
      case Number.NEGATIVE_INFINITY:
        return x.abs().min(axes, options);
      default:
        return x
          .abs()
          .pow(p)
          .sum(axes, options)
          .pow(1 / p);
    }
  },
  backward: (grad, { inputs: [x], output, args: [, p = 2, axes] }) => {
    const kept = keptShape(x.shape, axes, 'norm');
    const y = output.reshape(kept);
    return [slopes(x, y, p, axes).mul(grad.reshape(kept))];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3], [0.2, 1]), 1, 1],
    [uniform(g, [2, 3, 2], [-1, -0.2]), 3, [0, 2], { keepdim: true }],
    [uniform(g, [2, 3], [0.2, 1]), Number.POSITIVE_INFINITY, 0],
    [uniform(g, [2, 3], [0.2, 1]), 1.5, 1],
  ],
});

/** ∂y/∂x. y has kept axes. */
function slopes(x: Tensor, y: Tensor, p: number, axes: Axes | undefined): Tensor {
  if (p === 0) return zerosLike(x);
  if (p === 1) return x.sign();
  const flat = y.eq(0);
  if (Math.abs(p) === Number.POSITIVE_INFINITY) {
    const winners = x.abs().eq(y).to(x.dtype); // entries that tie share the slope
    return x.sign().mul(winners.div(winners.sum(axes, { keepdim: true })));
  }
  if (p === 2) return flat.where(0, x.div(flat.where(1, y)));
  const still = flat.logicalOr(x.eq(0)); // |x|^(p-1) is ∞ at 0 when p < 1
  const ratio = still.where(1, x.abs()).div(flat.where(1, y));
  return still.where(0, x.sign().mul(ratio.pow(p - 1)));
}
