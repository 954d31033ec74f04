import { cpuKernels } from '../../kernels/backend.ts';
import type { AttentionSettings } from '../../kernels/Kernels.ts';
import { tensor } from '../../tensor/create.ts';
import type { Generator } from '../../tensor/random.ts';
import { showsParts } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { attention, fits } from './attention.ts';
import { attentionWeights, checkAttention, type WeightOptions } from './attentionWeights.ts';
import { sharedHeads } from './groupedQueries.ts';

export interface AttentionOptions extends Omit<WeightOptions, 'bias'> {
  /** Chance of silencing an attention weight. Default 0. */
  readonly dropout?: number;
  readonly generator?: Generator;
  /** Key and value may have fewer heads than the query, a number that divides its own: neighbours share them. Default false. */
  readonly enableGqa?: boolean;
}

type Args = [query: Tensor, key: Tensor, value: Tensor, options?: AttentionOptions];

/**
 * Every query takes a weighted mean of the values; the weights are the softmax of its dot products with the keys.
 * query: [.., L, D], key: [.., S, D], value: [.., S, E] → [.., L, E]. A query that may look nowhere receives zeros, whether a bool mask
 * hides everything from it or a float mask of -Infinity. With `enableGqa` key and value are [.., H / G, S, ·] for a query [.., H, L, D].
 * Source: Vaswani et al., "Attention is all you need" (2017), equation 1.
 *
 * @example query.scaledDotProductAttention(key, value, { causal: true })
 */
export const scaledDotProductAttention: Op<Args> = composeOp<Args>({
  name: 'scaledDotProductAttention',
  summary: 'Every query takes a mean of the values, weighted by how well it matches their keys.',
  tex: {
    forward: String.raw`Y = \operatorname{softmax}\Bigl( \frac{Q K^{\top}}{\sqrt{D}} \Bigr) V`,
    backward: String.raw`\bar{V} = A^{\top} \bar{Y}, \quad \bar{Q} = \tfrac{1}{\sqrt{D}} \, \bar{S} K, \quad \bar{K} = \tfrac{1}{\sqrt{D}} \, \bar{S}^{\top} Q, \quad \bar{S} = A \odot \bigl( \bar{A} - \operatorname{rowsum}(\bar{A} \odot A) \bigr)`,
  },
  kernels: ['attention', 'softmax', 'matmul', 'reduce', 'zip', 'map', 'select'],
  operands: 3,
  forward: (query, ownKey, ownValue, options = {}) => {
    checkAttention(query, ownKey, ownValue);
    const [key, value] = sharedHeads(query, ownKey, ownValue, options.enableGqa ?? false);
    if (isOneStep(query, key, value, options)) return attention(query, key, value, onlySettings(options));
    const weights = attentionWeights(query, key, options);
    const { dropout, generator } = options;
    const kept = dropout
      ? inScope('dropped', () => weights.dropout(dropout, generator === undefined ? {} : { generator }))
      : weights;
    return inScope('mixed', () => kept.matmul(value));
  },
  examples: (g) => [
    [uniform(g, [2, 3, 4], [-1, 1]), uniform(g, [2, 5, 4], [-1, 1]), uniform(g, [2, 5, 2], [-1, 1])],
    [
      uniform(g, [2, 1, 3, 2], [-1, 1]),
      uniform(g, [3, 3, 2], [-1, 1]),
      uniform(g, [3, 3, 2], [-1, 1]),
      { causal: true },
    ],
    [
      uniform(g, [2, 2], [-1, 1]),
      uniform(g, [3, 2], [-1, 1]),
      uniform(g, [3, 2], [-1, 1]),
      {
        mask: tensor(
          [
            [1, 0, 1],
            [0, 1, 1],
          ],
          { dtype: 'bool' },
        ),
        scale: 0.3,
      },
    ],
    [
      uniform(g, [2, 2], [-1, 1]),
      uniform(g, [3, 2], [-1, 1]),
      uniform(g, [3, 2], [-1, 1]),
      { mask: uniform(g, [2, 3], [-1, 1]) },
    ],
    [
      uniform(g, [2, 2], [-1, 1]),
      uniform(g, [3, 2], [-1, 1]),
      uniform(g, [3, 2], [-1, 1]),
      {
        mask: tensor(
          [
            [0.5, -Infinity, 0],
            [-Infinity, -Infinity, -Infinity],
          ],
          { dtype: 'float64' },
        ),
      },
    ],
    [
      uniform(g, [4, 2, 3], [-1, 1]),
      uniform(g, [2, 3, 3], [-1, 1]),
      uniform(g, [2, 3, 2], [-1, 1]),
      { enableGqa: true },
    ],
  ],
});

/** What the loop takes of the options. */
const onlySettings = ({ scale, causal = false }: AttentionOptions): Partial<AttentionSettings> =>
  scale === undefined ? { causal } : { causal, scale };

/** Without a mask or dropout, and while nobody wants to see the weights, one loop does it all. */
const isOneStep = (query: Tensor, key: Tensor, value: Tensor, { mask, dropout = 0 }: AttentionOptions): boolean =>
  mask === undefined && dropout === 0 && !showsParts() && fits(query, key, value) && cpuKernels() !== null;
