import { kernels } from '../../kernels/backend.ts';
import { full } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, padding: readonly number[], value?: number];

/**
 * Cells of a constant (default 0) added around a tensor. The list reads from the last axis: [left, right], then [top, bottom] …
 *
 * @example images.pad([1, 1, 2, 2]) // one column at each side, two rows above and below
 */
export const pad: Op<Args> = defineOp<Args>({
  name: 'pad',
  summary: 'Cells of a constant added around a tensor.',
  tex: { forward: String.raw`y_{i + p} = x_i, \text{ else } v`, backward: String.raw`\bar{x}_i = \bar{y}_{i + p}` },
  kernels: ['paste'],
  forward: (x, padding, value = 0) => {
    const sides = sidesOf(x, padding);
    const out = full(
      x.shape.map((n, axis) => n + sides[axis]![0] + sides[axis]![1]),
      value,
      { dtype: x.dtype },
    );
    const start = out.strides.reduce((sum, stride, axis) => sum + stride * sides[axis]![0], 0);
    kernels().paste(x, new Tensor(out.storage, x.shape, out.strides, start));
    return out;
  },
  backward: (grad, { inputs: [x], args: [, padding] }) => [
    sidesOf(x, padding).reduce(
      (inner, [before], axis) =>
        inner.shape[axis] === x.shape[axis] ? inner : inner.slice(axis, before, before + x.shape[axis]!),
      grad,
    ),
  ],
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), [1, 2]],
    [uniform(g, [1, 2, 2, 3], [-1, 1]), [1, 0, 0, 2], 0.5],
    [uniform(g, [3], [-1, 1]), [0, 0]],
  ],
});

/** Cells before and after, for each axis in order. */
function sidesOf(x: Tensor, padding: readonly number[]): (readonly [number, number])[] {
  if (padding.length % 2 !== 0 || padding.length > 2 * x.rank || padding.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new ChalkgradError(
      `pad: ${shapeText(padding)} does not describe the sides of ${shapeText(x.shape)}`,
      'give two whole numbers (before, after) an axis, starting from the last one; use slice to take cells away.',
    );
  }
  return x.shape.map((_, axis) => {
    const at = 2 * (x.rank - 1 - axis);
    return [padding[at] ?? 0, padding[at + 1] ?? 0] as const;
  });
}
