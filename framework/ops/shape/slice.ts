import { kernels } from '../../kernels/backend.ts';
import { zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis, sameShape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

const bounds = (start: number, end: number, size: number): [number, number] => {
  const clip = (i: number): number => Math.min(Math.max(i < 0 ? i + size : i, 0), size);
  const from = clip(start);
  return [from, Math.max(from, clip(end))];
};

/**
 * Entries start … end - 1 along one axis, every `step`-th; a view. Negative places count from the end, places beyond it are clipped.
 *
 * @example x.slice(0, 1, 3)      // rows 1 and 2
 * @example x.slice(1, 0, -1)     // all columns but the last
 */
export const slice: Op<[x: Tensor, axis: number, start: number, end?: number, step?: number]> = defineOp<
  [x: Tensor, axis: number, start: number, end?: number, step?: number]
>({
  name: 'slice',
  summary: 'Part of one axis; a view.',
  tex: { forward: String.raw`y_i = x_{s + i t}`, backward: String.raw`\bar{x}_{s + i t} = \bar{y}_i, \text{ else } 0` },
  kernels: [],
  part: true,
  forward: (x, axis, start, end = Number.MAX_SAFE_INTEGER, step = 1) => {
    const place = normalizeAxis(axis, x.rank, 'slice');
    if (!Number.isInteger(step) || step < 1) {
      throw new ChalkgradError(
        `slice: a step of ${step} is not possible`,
        'steps are whole numbers of at least 1; use flip to reverse.',
      );
    }
    const [from, to] = bounds(start, end, x.shape[place]!);
    return new Tensor(
      x.storage,
      x.shape.with(place, Math.ceil((to - from) / step)),
      x.strides.with(place, x.strides[place]! * step),
      x.offset + from * x.strides[place]!,
    );
  },
  backward: (grad, { inputs: [x], args: [, axis, start, end, step] }) => [
    grad.unslice(x.shape, axis, start, end, step),
  ],
  examples: (g) => [
    [uniform(g, [3, 4], [-1, 1]), 1, 1, 3],
    [uniform(g, [5, 2], [-1, 1]), 0, 0, -1, 2],
    [uniform(g, [4], [-1, 1]), -1, -2],
  ],
});

type UnsliceArgs = [x: Tensor, shape: readonly number[], axis: number, start: number, end?: number, step?: number];

/** The reverse of slice: zeros of the given shape with x written where the slice would read. */
export const unslice: Op<UnsliceArgs> = defineOp<UnsliceArgs>({
  name: 'unslice',
  summary: 'Zeros with a tensor written into part of one axis.',
  tex: { forward: String.raw`y_{s + i t} = x_i, \text{ else } 0`, backward: String.raw`\bar{x}_i = \bar{y}_{s + i t}` },
  kernels: ['paste'],
  forward: (x, shape, axis, start, end, step) => {
    if (shape.length !== x.rank) {
      throw new ChalkgradError(
        `unslice: ${shapeText(x.shape)} and the whole ${shapeText(shape)} differ in their number of axes`,
        'give the shape of the tensor that it was sliced from.',
      );
    }
    const out = zeros(shape, { dtype: x.dtype });
    const window = slice(out, axis, start, end, step);
    if (!sameShape(window.shape, x.shape)) {
      throw new ChalkgradError(
        `unslice: ${shapeText(x.shape)} does not fill the part ${shapeText(window.shape)} of ${shapeText(shape)}`,
        'give the same bounds as the slice that made it.',
      );
    }
    kernels().paste(x, window);
    return out;
  },
  backward: (grad, { args: [, , axis, start, end, step] }) => [grad.slice(axis, start, end, step)],
  examples: (g) => [
    [uniform(g, [3, 2], [-1, 1]), [3, 4], 1, 1, 3],
    [uniform(g, [2, 2], [-1, 1]), [5, 2], 0, 0, -1, 2],
  ],
});
