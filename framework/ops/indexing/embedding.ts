import { kernels } from '../../kernels/backend.ts';
import { tensor, zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkEntries, watchEntries } from './gather.ts';

export interface EmbeddingOptions {
  /** The row of this index receives no gradient: it stands for "nothing here". */
  readonly paddingIndex?: number;
}

type Args = [index: Tensor, weight: Tensor, options?: EmbeddingOptions];

/**
 * Each index becomes the row of a table that it names. index: int32 of any shape, weight: [V, D] → [.., D]
 * A row that is used several times receives all its gradients added up.
 *
 * @example tokens.embedding(table) // [N, T] and [V, D] → [N, T, D]
 */
export const embedding: Op<Args> = defineOp<Args>({
  name: 'embedding',
  summary: 'Each index becomes the row of a table that it names.',
  tex: { forward: String.raw`y_i = W_{k_i}`, backward: String.raw`\bar{W}_v = \sum_{i \,:\, k_i = v} \bar{y}_i` },
  kernels: ['gather', 'scatterAdd'],
  tensors: ([, weight]) => [weight],
  forward: (index, weight) => {
    if (weight.rank !== 2) {
      throw new ChalkgradError(
        `embedding: the table ${shapeText(weight.shape)} must have 2 axes`,
        'a table is [entries, features].',
      );
    }
    checkEntries('embedding', index, weight, 0);
    const out = emptyTensor([...index.shape, weight.shape[1]!], weight.dtype);
    watchEntries('embedding', index, weight, 0, () => kernels().gather(weight, rowIndex(index, weight), 0, out.memory));
    return out;
  },
  backward: (grad, { args: [index, weight, options] }) => {
    const features = weight.shape[1]!;
    const padding = options?.paddingIndex;
    const counted = padding === undefined ? grad : index.eq(padding).unsqueeze(-1).where(0, grad);
    const rows = counted.reshape([sizeOf(index.shape), features]);
    return [zeros(weight.shape, { dtype: weight.dtype }).scatterAdd(0, rowIndex(index, weight), rows)];
  },
  examples: (g) => [
    [
      tensor(
        [
          [2, 0, 2],
          [1, 2, 3],
        ],
        { dtype: 'int32' },
      ),
      uniform(g, [4, 3], [-1, 1]),
    ],
    [tensor([1, 1], { dtype: 'int32' }), uniform(g, [2, 2], [-1, 1])],
    [tensor([], { dtype: 'int32' }), uniform(g, [2, 2], [-1, 1])],
  ],
});

/** The index once for each feature, without copying it. [..] → [n, D] */
const rowIndex = (index: Tensor, weight: Tensor): Tensor => {
  const count = sizeOf(index.shape);
  return index.reshape([count, 1]).expand([count, weight.shape[1]!]);
};
