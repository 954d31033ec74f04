import { kernels } from '../../kernels/backend.ts';
import type { Strided } from '../../kernels/Kernels.ts';
import { type DType, promote } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { broadcastStrides, type Shape, sizeOf } from '../../tensor/shape.ts';
import type { Memory } from '../../tensor/storage.ts';
import { emptyTensor, Tensor } from '../../tensor/Tensor.ts';
import { commonShape } from '../commonShape.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { contiguous } from '../shape/contiguous.ts';

/**
 * Matrix product over the last two axes, broadcasting over the leading ones. A vector on the left is a row, on the right a
 * column, and its extra axis vanishes from the result. [.., m, k] × [.., k, n] → [.., m, n]
 *
 * @example tensor([[1, 2]]).matmul(tensor([[3], [4]])) // [[11]]
 */
export const matmul: Op<[a: Tensor, b: Tensor]> = defineOp<[a: Tensor, b: Tensor]>({
  name: 'matmul',
  summary: 'Matrix product over the last two axes, broadcasting over the leading ones.',
  tex: {
    forward: String.raw`y_{ij} = \sum_k a_{ik} \, b_{kj}`,
    backward: String.raw`\bar{a} = \bar{y} \, b^{\top}, \quad \bar{b} = a^{\top} \bar{y}`,
  },
  kernels: ['matmul'],
  operands: 2,
  forward: (a, b) => {
    const left = a.rank === 1 ? a.unsqueeze(0) : a;
    const right = b.rank === 1 ? b.unsqueeze(1) : b;
    const inner = left.shape.at(-1);
    if (a.rank === 0 || b.rank === 0 || inner !== right.shape.at(-2)) {
      throw new ChalkgradError(
        `matmul: shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} do not fit: ${inner} columns meet ${right.shape.at(-2)} rows`,
        'the last axis of the left must equal the second-to-last axis of the right; did you forget a transpose()?',
      );
    }
    const areMatrices = left.rank === 2 && right.rank === 2;
    const lead = areMatrices ? [] : commonShape(left.shape.slice(0, -2), right.shape.slice(0, -2), 'matmul');
    const dtype = promote(a.dtype, b.dtype);
    const out = dtype === 'int32' && a.device !== 'cpu' ? wholeProduct(left, right) : product(left, right, lead, dtype);
    const squeezed = b.rank === 1 ? out.squeeze(-1) : out;
    return a.rank === 1 ? squeezed.squeeze(b.rank === 1 ? -1 : -2) : squeezed;
  },
  backward: (grad, { inputs: [a, b] }) => {
    const left = a.rank === 1 ? a.unsqueeze(0) : a; // [.., m, k]
    const right = b.rank === 1 ? b.unsqueeze(1) : b; // [.., k, n]
    const row = a.rank === 1 ? grad.unsqueeze(b.rank === 1 ? 0 : -2) : grad;
    const full = b.rank === 1 ? row.unsqueeze(-1) : row; // [.., m, n]
    return [
      a.requiresGrad ? full.matmul(right.transpose()).sumTo(left.shape).reshape(a.shape) : null,
      b.requiresGrad ? left.transpose().matmul(full).sumTo(right.shape).reshape(b.shape) : null,
    ];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), uniform(g, [3, 4], [-1, 1])],
    [uniform(g, [2, 1, 2, 3], [-1, 1]), uniform(g, [3, 3, 2], [-1, 1])],
    [uniform(g, [3], [-1, 1]), uniform(g, [2, 3, 2], [-1, 1])],
    [uniform(g, [2, 3], [-1, 1]), uniform(g, [3], [-1, 1])],
    [uniform(g, [3], [-1, 1]), uniform(g, [3], [-1, 1])],
  ],
});

function product(left: Tensor, right: Tensor, lead: Shape, dtype: DType): Tensor {
  const out = emptyTensor([...lead, left.shape.at(-2)!, right.shape.at(-1)!], dtype);
  kernels().matmul(batched(left, lead), batched(right, lead), out.memory);
  return out;
}

/** Exact, at the price of memory for all products: a GPU's matrix loop knows floats only, which hold whole numbers up to 2²⁴. */
const wholeProduct = (left: Tensor, right: Tensor): Tensor => left.unsqueeze(-1).mul(right.unsqueeze(-3)).sum(-2);

/** Leading axes broadcast and merged into one batch axis. [.., m, k] → [B, m, k] */
function batched(x: Tensor, lead: readonly number[]): Strided<Memory> {
  if (lead.length === 0) {
    const [m, k] = x.shape as [number, number];
    const [down, right] = x.strides as [number, number];
    return { memory: x.memory, dtype: x.dtype, shape: [1, m, k], strides: [0, down, right], offset: x.offset };
  }
  const [m, k] = x.shape.slice(-2) as [number, number];
  const shape = [...lead, m, k];
  const view = new Tensor(x.storage, shape, broadcastStrides(x.shape, x.strides, shape), x.offset);
  if (lead.length === 1) return view;
  return contiguous(view).reshape([sizeOf(lead), m, k]);
}
