import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, axis: number, place: number];

/**
 * One entry along an axis, which vanishes; a view. Negative places count from the end.
 *
 * @example images.select(0, 3) // the fourth image: [N, C, H, W] → [C, H, W]
 */
export const select: Op<Args> = defineOp<Args>({
  name: 'select',
  summary: 'One entry along an axis, which vanishes; a view.',
  tex: { forward: String.raw`y_j = x_{kj}`, backward: String.raw`\bar{x}_{kj} = \bar{y}_j, \text{ else } 0` },
  kernels: [],
  part: true,
  forward: (x, axis, place) => {
    const along = normalizeAxis(axis, x.rank, 'select');
    const size = x.shape[along] ?? 0;
    const at = place < 0 ? place + size : place;
    if (!Number.isInteger(place) || at < 0 || at >= size) {
      throw new ChalkgradError(
        `select: place ${place} is outside axis ${axis} of ${shapeText(x.shape)}`,
        `places run from ${-size} to ${size - 1}.`,
      );
    }
    return new Tensor(
      x.storage,
      x.shape.toSpliced(along, 1),
      x.strides.toSpliced(along, 1),
      x.offset + at * x.strides[along]!,
    );
  },
  backward: (grad, { inputs: [x], args: [, axis, place] }) => {
    const along = axis < 0 ? axis + x.rank : axis;
    const at = place < 0 ? place + x.shape[along]! : place;
    return [grad.unsqueeze(along).unslice(x.shape, along, at, at + 1)];
  },
  examples: (g) => [
    [uniform(g, [3, 4], [-1, 1]), 0, 1],
    [uniform(g, [2, 3, 2], [-1, 1]), -1, -1],
    [uniform(g, [3], [-1, 1]), 0, 2],
  ],
});
