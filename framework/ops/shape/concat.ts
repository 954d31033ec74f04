import { kernels } from '../../kernels/backend.ts';
import { promote } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { windowInto } from './windowInto.ts';

type Args = [tensors: readonly Tensor[], axis?: number];

/**
 * Tensors put one after the other along an axis (default the first). All other axes must agree.
 *
 * @example concat([a, b], 1) // [m, p] and [m, q] → [m, p + q]
 */
export const concat: Op<Args> = defineOp<Args>({
  name: 'concat',
  summary: 'Tensors put one after the other along an axis.',
  tex: {
    forward: String.raw`y = [\, a \;\; b \;\; \cdots \,]`,
    backward: String.raw`[\, \bar{a} \;\; \bar{b} \;\; \cdots \,] = \bar{y}`,
  },
  kernels: ['paste'],
  operands: 'list',
  forward: (tensors, axis = 0) => {
    const first = tensors[0];
    if (first === undefined)
      throw new ChalkgradError('concat: the list of tensors is empty', 'give at least one tensor.');
    const place = normalizeAxis(axis, first.rank, 'concat');
    tensors.forEach((x, i) => {
      checkFits(first, x, i, place);
    });
    const total = tensors.reduce((sum, x) => sum + x.shape[place]!, 0);
    const out = emptyTensor(first.shape.with(place, total), tensors.map((x) => x.dtype).reduce(promote));
    let start = 0;
    for (const x of tensors) {
      kernels().paste(x.dtype === out.dtype ? x : x.to(out.dtype), windowInto(out, place, start, x.shape[place]!));
      start += x.shape[place]!;
    }
    return out;
  },
  backward: (grad, { inputs, args: [, axis = 0] }) => {
    let end = 0;
    return inputs.map((x) => {
      const start = end;
      end += x.shape.at(axis)!;
      return x.requiresGrad ? grad.slice(axis, start, end) : null;
    });
  },
  examples: (g) => [
    [[uniform(g, [2, 3], [-1, 1]), uniform(g, [1, 3], [-1, 1])]],
    [[uniform(g, [2, 3], [-1, 1]), uniform(g, [2, 1], [-1, 1]), uniform(g, [2, 2], [-1, 1])], -1],
    [[uniform(g, [2, 0], [-1, 1]), uniform(g, [2, 2], [-1, 1])], 1],
  ],
});

function checkFits(first: Tensor, x: Tensor, i: number, place: number): void {
  if (first.rank === 0) {
    throw new ChalkgradError('concat: scalars have no axis to be joined along', 'use stack to make a vector of them.');
  }
  if (x.rank !== first.rank || x.shape.some((n, axis) => axis !== place && n !== first.shape[axis])) {
    throw new ChalkgradError(
      `concat: tensor ${i} of shape ${shapeText(x.shape)} does not fit tensor 0 of shape ${shapeText(first.shape)} along axis ${place}`,
      'all axes but the one they are joined along must be equal; use stack for a new axis.',
    );
  }
}
