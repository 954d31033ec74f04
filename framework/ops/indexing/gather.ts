import { kernels } from '../../kernels/backend.ts';
import { tensor, zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { watching } from '../../tensor/flags.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { emptyTensor, Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

/**
 * Pick entries along one axis: out[i][j] = x[i][index[i][j]] for axis 1. `index` is int32, has as many axes as x, and is no
 * longer than x along the other axes. Picking the same entry twice adds its gradients up.
 */
export const gather: Op<[x: Tensor, axis: number, index: Tensor]> = defineOp<[x: Tensor, axis: number, index: Tensor]>({
  name: 'gather',
  summary: 'Pick entries along one axis by index.',
  tex: {
    forward: String.raw`y_{ij} = x_{i,\,k_{ij}}`,
    backward: String.raw`\bar{x}_{ic} = \sum_{j : k_{ij} = c} \bar{y}_{ij}`,
  },
  kernels: ['gather'],
  forward: (x, axis, index) => {
    const place = checkIndex('gather', x, axis, index);
    const out = emptyTensor(index.shape, x.dtype);
    watchEntries('gather', index, x, place, () => kernels().gather(x, index, place, out.memory));
    return out;
  },
  backward: (grad, { inputs: [x], args: [, axis, index] }) => [
    zeros(x.shape, { dtype: x.dtype }).scatterAdd(axis, index, grad),
  ],
  examples: (g) => [
    [
      uniform(g, [2, 3], [-1, 1]),
      1,
      tensor(
        [
          [2, 0, 2, 2],
          [1, 1, 0, 1],
        ],
        { dtype: 'int32' },
      ),
    ],
    [uniform(g, [3, 2], [-1, 1]), 0, tensor([[2, 0]], { dtype: 'int32' })],
  ],
});

/** The index must fit x along every other axis, and its entries lie inside this one. Returns the axis, made positive. */
export function checkIndex(op: string, x: Tensor, axis: number, index: Tensor): number {
  const place = normalizeAxis(axis, x.rank, op);
  const fits = index.rank === x.rank && index.shape.every((n, i) => i === place || n <= x.shape[i]!);
  if (!fits) {
    throw new ChalkgradError(
      `${op}: an index of shape ${shapeText(index.shape)} does not fit a tensor of shape ${shapeText(x.shape)} along axis ${place}`,
      'the index needs as many axes as the tensor, and may be longer only along the axis it picks from.',
    );
  }
  checkEntries(op, index, x, place);
  return place;
}

/** Indices must be int32, from 0 to the size of the axis - 1. */
export function checkEntries(op: string, index: Tensor, x: Tensor, axis: number): void {
  if (index.dtype !== 'int32') {
    throw new ChalkgradError(
      `${op}: the index has dtype ${index.dtype}, it must be int32`,
      "make it with { dtype: 'int32' } or .to('int32').",
    );
  }
  if (index.storage.arePlaces) return;
  if (index.device !== 'cpu') return; // nobody waits for a GPU to look: there the kernel does, under watchEntries
  const size = x.shape[axis]!;
  const once = index.shape.map((n, i) => (index.strides[i] === 0 ? Math.min(n, 1) : n)); // a stretched axis repeats the same entries
  const seen = new Tensor(index.storage, once, index.strides, index.offset);
  const bad = firstOutside(seen, size);
  if (bad !== null) {
    throw new ChalkgradError(
      `${op}: index ${bad} is outside axis ${axis} of ${shapeText(x.shape)}`,
      `indices run from 0 to ${size - 1}.`,
    );
  }
}

/** Run the kernel that reads the index. On a device it looks at each entry: one outside is an error where numbers are next read back. */
export const watchEntries = <R>(op: string, index: Tensor, x: Tensor, axis: number, run: () => R): R =>
  watching(
    index.device,
    () => ({
      message: `${op}: an index is outside axis ${axis} of ${shapeText(x.shape)}`,
      hint: `indices run from 0 to ${x.shape[axis]! - 1}.`,
    }),
    run,
  );

/** A plain loop, over the numbers where they lie: a pooling layer's winners are a million, and a call for each took longer than pooling. */
function firstOutside(index: Tensor, size: number): number | null {
  const [entries, start] = index.isContiguous ? [index.buffer, index.offset] : [index.dataSync(), 0];
  const end = start + index.size;
  for (let at = start; at < end; at++) {
    const i = entries[at]!;
    if (i < 0 || i >= size) return i;
  }
  return null;
}
