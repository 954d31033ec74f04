import { tensor } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkShares, lossOfShares } from './labels.ts';
import { checkNoGradient, type LossOptions, pairLoss } from './loss.ts';

export interface BceWithLogitsOptions extends LossOptions {
  /** Factor of each element's loss, broadcast. */
  readonly weight?: TensorLike | undefined;
  /** Factor of the loss of positive examples, broadcast: above 1 it makes misses dearer than false alarms. */
  readonly posWeight?: TensorLike | undefined;
}

type Options = Partial<BceWithLogitsOptions>;

/**
 * Binary cross-entropy from logits: each element is its own yes-or-no question. logits, targets: 0 … 1, one shape → [].
 * Never forms a probability, so ±1000 are fine: with softplus(z) = ln(1 + e^z) the loss is (1 - t) z + (1 + (p - 1) t) softplus(-z).
 *
 * Errors: a target outside 0 … 1 (on a GPU when numbers are next read back); a weight that wants a gradient.
 *
 * @example bceWithLogits(logits, targets, { posWeight: 3 })
 */
export const bceWithLogits: Op<[logits: Tensor, targets: Tensor, options?: BceWithLogitsOptions]> =
  pairLoss<BceWithLogitsOptions>({
    name: 'bceWithLogits',
    summary: 'Surprise at yes-or-no answers, from logits.',
    tex: {
      forward: String.raw`L = -\frac{1}{n} \sum_{i=1}^{n} \bigl( p \, t_i \ln \sigma(z_i) + (1 - t_i) \ln(1 - \sigma(z_i)) \bigr)`,
      backward: String.raw`\bar{z}_i = \frac{1}{n} \bigl( (1 - t_i) \, \sigma(z_i) - p \, t_i \, (1 - \sigma(z_i)) \bigr) \bar{L} \;\; \overset{p = 1}{=} \;\; \frac{1}{n} \bigl( \sigma(z_i) - t_i \bigr) \bar{L}`,
    },
    kernels: ['map', 'zip', 'reduce'],
    check: (_z, t, { weight, posWeight }) => {
      checkShares('bceWithLogits', t);
      checkNoGradient('bceWithLogits', 'weight', weight);
      checkNoGradient('bceWithLogits', 'posWeight', posWeight);
    },
    loss: (z, t, options) =>
      lossOfShares(
        'bceWithLogits',
        weighted(
          flipped(t)
            .mul(z)
            .add(timesImportance(z.neg().softplus(), t, options)),
          options,
        ),
        t,
      ),
    slope: (z, t, options) => weighted(flipped(t).sub(timesImportance(z.neg().sigmoid(), t, options)), options),
    targetSlope: (z, _t, options) => weighted(z.neg().softplus().mul(positive(options)).sub(z.softplus()), options),
    examples: (g) => [
      [uniform(g, [2, 3], [-2, 2]), uniform(g, [2, 3], [0, 1])],
      [uniform(g, [4], [-2, 2]), tensor([1, 0, 0, 1], { dtype: 'float64' }), { reduction: 'sum', posWeight: 3 }],
      [
        uniform(g, [2, 2], [-2, 2]),
        uniform(g, [2, 2], [0, 1]),
        { reduction: 'none', weight: uniform(g, [2], [0.5, 2]), posWeight: uniform(g, [2], [0.5, 2]) },
      ],
    ],
  });

const flipped = (t: Tensor): Tensor => t.neg().add(1);
const positive = (options: Options): TensorLike => options.posWeight ?? 1;

/** Times 1 + (p - 1) t: 1 for a negative example, p for a positive one. */
const timesImportance = (x: Tensor, t: Tensor, { posWeight }: Options): Tensor => {
  if (posWeight === undefined) return x;
  return t
    .mul(typeof posWeight === 'number' ? posWeight - 1 : posWeight.sub(1))
    .add(1)
    .mul(x);
};

const weighted = (losses: Tensor, { weight }: Options): Tensor => (weight === undefined ? losses : losses.mul(weight));
