import { normalizeAxis } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

export interface CosineSimilarityOptions {
  /** The axis the vectors lie along. Default 1. */
  readonly axis?: number;
  /** Lengths below this count as this, so that a vector of zeros is similar to nothing. Default 1e-8. */
  readonly eps?: number;
}

type Args = [a: Tensor, b: Tensor, options?: CosineSimilarityOptions];

/** The cosine of the angle between vectors: 1 when they point the same way, 0 when they have nothing in common, -1 when opposite. */
export const cosineSimilarity: Op<Args> = composeOp<Args>({
  name: 'cosineSimilarity',
  summary: 'The cosine of the angle between vectors along an axis.',
  tex: {
    forward: String.raw`y = \frac{a \cdot b}{\max(\lVert a \rVert, \varepsilon) \, \max(\lVert b \rVert, \varepsilon)}`,
    backward: String.raw`\bar{a} = \frac{1}{\lVert a \rVert} \Bigl( \frac{b}{\lVert b \rVert} - y \, \frac{a}{\lVert a \rVert} \Bigr) \bar{y}`,
  },
  kernels: ['zip', 'map', 'reduce', 'select'],
  operands: 2,
  forward: (a, b, { axis = 1, eps = 1e-8 } = {}) => {
    const rank = Math.max(a.rank, b.rank);
    const along = normalizeAxis(axis, rank, 'cosineSimilarity') - rank; // counted from the end, it is the same axis in both
    const length = (x: Tensor): Tensor => x.norm(2, along, { keepdim: true }).clamp(eps);
    return a
      .div(length(a))
      .mul(b.div(length(b)))
      .sum(along);
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [4], [-1, 1]), uniform(g, [4], [-1, 1]), { axis: 0 }],
    [uniform(g, [2, 1, 3], [-1, 1]), uniform(g, [4, 3], [-1, 1]), { axis: -1 }],
  ],
});
