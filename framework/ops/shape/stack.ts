import { kernels } from '../../kernels/backend.ts';
import { promote } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis, sameShape } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { entryInto } from './windowInto.ts';

type Args = [tensors: readonly Tensor[], axis?: number];

/**
 * Tensors of one shape side by side along a new axis (default in front).
 *
 * @example stack([a, b]) // [m] and [m] → [2, m]
 */
export const stack: Op<Args> = defineOp<Args>({
  name: 'stack',
  summary: 'Tensors of one shape side by side along a new axis.',
  tex: { forward: String.raw`y_{kj} = x^{(k)}_j`, backward: String.raw`\bar{x}^{(k)}_j = \bar{y}_{kj}` },
  kernels: ['paste'],
  operands: 'list',
  forward: (tensors, axis = 0) => {
    const first = tensors[0];
    if (first === undefined)
      throw new ChalkgradError('stack: the list of tensors is empty', 'give at least one tensor.');
    const odd = tensors.findIndex((x) => !sameShape(x.shape, first.shape));
    if (odd >= 0) {
      throw new ChalkgradError(
        `stack: tensor ${odd} has shape ${shapeText(tensors[odd]!.shape)}, tensor 0 has ${shapeText(first.shape)}`,
        'all must have one shape; use concat to join along an axis they already have.',
      );
    }
    const place = normalizeAxis(axis, first.rank + 1, 'stack');
    const out = emptyTensor(
      first.shape.toSpliced(place, 0, tensors.length),
      tensors.map((x) => x.dtype).reduce(promote),
    );
    tensors.forEach((x, i) => {
      kernels().paste(x.dtype === out.dtype ? x : x.to(out.dtype), entryInto(out, place, i));
    });
    return out;
  },
  backward: (grad, { inputs, args: [, axis = 0] }) =>
    inputs.map((x, i) => (x.requiresGrad ? grad.select(axis, i) : null)),
  examples: (g) => [
    [[uniform(g, [2, 3], [-1, 1]), uniform(g, [2, 3], [-1, 1])]],
    [[uniform(g, [2], [-1, 1]), uniform(g, [2], [-1, 1]), uniform(g, [2], [-1, 1])], -1],
    [[uniform(g, [], [-1, 1]), uniform(g, [], [-1, 1])]],
  ],
});
