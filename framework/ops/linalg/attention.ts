import { cpuKernels } from '../../kernels/backend.ts';
import type { AttentionSettings } from '../../kernels/Kernels.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { isGradEnabled } from '../../tensor/history.ts';
import { sameShape, sizeOf } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { attentionWeights, checkAttention } from './attentionWeights.ts';

type Args = [query: Tensor, key: Tensor, value: Tensor, options?: Partial<AttentionSettings>];

/**
 * Attention without a mask but the causal one, as a single step: what `scaledDotProductAttention` and `MultiHeadAttention` run while
 * nobody watches its parts, with the same results. query: [.., L, D], key: [.., S, D], value: [.., S, E] → [.., L, E].
 * Source: Vaswani et al., "Attention is all you need" (2017), equation 1.
 *
 * @example query.attention(key, value, { causal: true })
 */
export const attention: Op<Args> = defineOp<Args, Tensor>({
  name: 'attention',
  summary: 'Scaled dot-product attention in one loop.',
  tex: {
    forward: String.raw`Y = A V, \quad A = \operatorname{softmax}\Bigl( \frac{Q K^{\top}}{\sqrt{D}} \Bigr)`,
    backward: String.raw`\bar{V} = A^{\top} \bar{Y}, \quad \bar{Q} = \bar{S} K, \quad \bar{K} = \bar{S}^{\top} Q, \quad \bar{S} = \tfrac{1}{\sqrt{D}} \, A \odot \bigl( \bar{A} - \operatorname{rowsum}(\bar{A} \odot A) \bigr), \quad \bar{A} = \bar{Y} V^{\top}`,
  },
  kernels: ['attention', 'attentionGrad'],
  operands: 3,
  forward: (query, key, value, options = {}) => {
    checkAttention(query, key, value);
    const settings = settingsOf(query, options);
    const kernels = fits(query, key, value) ? cpuKernels() : null;
    if (kernels === null) {
      const weights = attentionWeights(query, key, settings);
      return { output: weights.matmul(value), saved: weights };
    }
    const [q, k, v] = [inHeads(query), inHeads(key), inHeads(value)];
    const [batches, heads, l] = q.shape as [number, number, number];
    const [s, e] = v.shape.slice(2) as [number, number];
    const output = emptyTensor([batches, l, heads, e], query.dtype);
    const weights = emptyTensor([batches, heads, l, s], query.dtype);
    kernels.attention(q, k, v, settings, output.memory, weights.memory);
    return { output: outOfHeads(output, query.shape.slice(0, -2)), saved: weights };
  },
  backward: (grad, { inputs: [query, key, value], args: [, , , options = {}], saved }) => {
    const settings = settingsOf(query, options);
    const lead = query.shape.slice(0, -2);
    const kernels = !isGradEnabled() && fits(query, key, value) ? cpuKernels() : null;
    if (kernels !== null) {
      const inputs = { query: inHeads(query), key: inHeads(key), value: inHeads(value) };
      const slopes = Object.values(inputs).map(({ shape: [batches, heads, n, features], dtype }) =>
        emptyTensor([batches!, n!, heads!, features!], dtype),
      ) as [Tensor, Tensor, Tensor];
      const [q, k, v] = slopes;
      kernels.attentionGrad(inHeads(grad), inputs, saved.memory, settings, q.memory, k.memory, v.memory);
      return slopes.map((slope) => outOfHeads(slope, lead));
    }
    // Where the way back is recorded, the weights must be made again: those put aside remember nothing of where they came from.
    const weights = isGradEnabled()
      ? attentionWeights(query, key, settings)
      : saved.reshape([...lead, ...saved.shape.slice(-2)]);
    const toWeights = grad.matmul(value.transpose());
    const common = toWeights.mul(weights).sum(-1, { keepdim: true });
    const toScores = weights.mul(toWeights.sub(common)).mul(settings.scale);
    return [
      toScores.matmul(key).sumTo(query.shape),
      toScores.transpose().matmul(query).sumTo(key.shape),
      weights.transpose().matmul(grad).sumTo(value.shape),
    ];
  },
  examples: (g) => [
    [
      uniform(g, [2, 3, 5, 4], [-1, 1]),
      uniform(g, [2, 3, 5, 4], [-1, 1]),
      uniform(g, [2, 3, 5, 9], [-1, 1]),
      { causal: true },
    ],
    [uniform(g, [2, 3, 4], [-1, 1]), uniform(g, [2, 6, 4], [-1, 1]), uniform(g, [2, 6, 2], [-1, 1]), { scale: 0.7 }],
    [uniform(g, [7, 2], [-1, 1]), uniform(g, [4, 2], [-1, 1]), uniform(g, [4, 3], [-1, 1]), { causal: true }],
  ],
});

const settingsOf = (query: Tensor, { scale, causal = false }: Partial<AttentionSettings>): AttentionSettings => ({
  scale: scale ?? 1 / Math.sqrt(query.shape.at(-1)!),
  causal,
});

/** May this be one step? Floats of one dtype with the same leading axes, of which the kernel knows two. */
export function fits(query: Tensor, key: Tensor, value: Tensor): boolean {
  const lead = query.shape.slice(0, -2);
  return (
    query.rank <= 4 &&
    [key, value].every(
      ({ shape, dtype }) => sameShape(lead, shape.slice(0, -2)) && dtype === query.dtype && isFloat(dtype),
    ) &&
    sizeOf(query.shape) > 0 &&
    sizeOf(key.shape) > 0 &&
    sizeOf(value.shape) > 0
  );
}

/** [.., L, D] → [B, H, L, D], views */
function inHeads(x: Tensor): Tensor {
  if (x.rank === 4) return x;
  return x.rank === 3 ? x.unsqueeze(1) : x.unsqueeze(0).unsqueeze(0);
}

/** What the kernel wrote, [B, L, H, E], with the leading axes of the operands: [.., L, E], a view */
function outOfHeads(x: Tensor, lead: readonly number[]): Tensor {
  return lead.length === 2 ? x.transpose(1, 2) : x.reshape([...lead, x.shape[1]!, x.shape[3]!]);
}
