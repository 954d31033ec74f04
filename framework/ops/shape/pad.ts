import { kernels } from '../../kernels/backend.ts';
import { full } from '../../tensor/create.ts';
import { checkWhole } from '../../tensor/elements.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { padFromInside, padFromInsideGrad, type Sides } from './padFromInside.ts';

/** What the cells around hold: a constant, the inside mirrored at its edge cell, the edge cell itself, or the inside as a ring. */
export type PadMode = 'constant' | 'reflect' | 'replicate' | 'circular';

export interface PadOptions {
  /** Default 'constant'. */
  readonly mode?: PadMode;
  /** The constant. Default 0. */
  readonly value?: number;
}

type Args = [x: Tensor, padding: readonly number[], fill?: number | PadMode | PadOptions];

/**
 * Cells added around a tensor. The list reads from the last axis: [left, right], then [top, bottom] … They hold a constant (default
 * 0), or by mode: 'reflect' mirrors the inside (3 2 | 1 2 3 | 2 1), 'replicate' repeats the edge (1 1 | 1 2 3 | 3 3), 'circular' goes
 * round (2 3 | 1 2 3 | 1 2). Errors: to reflect or go round further than there are cells.
 *
 * @example images.pad([1, 1, 2, 2]) // one column at each side, two rows above and below
 * @example signal.pad([2, 2], { mode: 'reflect' }) // or signal.pad([2, 2], 'reflect')
 */
export const pad: Op<Args> = defineOp<Args>({
  name: 'pad',
  summary: 'Cells added around a tensor: a constant, or the inside mirrored, repeated or as a ring.',
  tex: {
    forward: String.raw`y_{i + p} = x_i, \text{ else } v \text{ or } x_{k_i}`,
    backward: String.raw`\bar{x}_i = \bar{y}_{i + p} + \sum_{j \,:\, k_j = i} \bar{y}_{j + p}`,
  },
  kernels: ['paste', 'gather', 'scatterAdd', 'copy'],
  forward: (x, padding, fill) => {
    const sides = sidesOf(x, padding);
    const { mode, value } = resolved(fill);
    if (mode !== 'constant') return padFromInside(x, sides, mode);
    checkWhole('pad', value, x.dtype);
    const out = full(
      x.shape.map((n, axis) => n + sides[axis]![0] + sides[axis]![1]),
      value,
      { dtype: x.dtype },
    );
    const start = out.strides.reduce((sum, stride, axis) => sum + stride * sides[axis]![0], 0);
    kernels().paste(x, new Tensor(out.storage, x.shape, out.strides, start));
    return out;
  },
  backward: (grad, { inputs: [x], args: [, padding, fill] }) => {
    const sides = sidesOf(x, padding);
    const { mode } = resolved(fill);
    if (mode !== 'constant') return [padFromInsideGrad(grad, x.shape, sides, mode)];
    return [
      sides.reduce(
        (inner, [before], axis) =>
          inner.shape[axis] === x.shape[axis] ? inner : inner.slice(axis, before, before + x.shape[axis]!),
        grad,
      ),
    ];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), [1, 2]],
    [uniform(g, [1, 2, 2, 3], [-1, 1]), [1, 0, 0, 2], 0.5],
    [uniform(g, [3], [-1, 1]), [0, 0]],
    [uniform(g, [2, 4], [-1, 1]), [2, 3], { mode: 'reflect' }],
    [uniform(g, [1, 2, 2, 3], [-1, 1]), [1, 0, 2, 3], { mode: 'replicate' }],
    [uniform(g, [2, 2, 3], [-1, 1]), [3, 1, 0, 2], 'circular'],
  ],
});

/** Cells before and after, for each axis in order. */
function sidesOf(x: Tensor, padding: readonly number[]): Sides {
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

function resolved(fill: number | PadMode | PadOptions = {}): Required<PadOptions> {
  const given = typeof fill === 'number' ? { value: fill } : typeof fill === 'string' ? { mode: fill } : fill;
  const { mode = 'constant', value = 0 } = given;
  const known = ['constant', 'reflect', 'replicate', 'circular'];
  if (!known.includes(mode)) {
    throw new ChalkgradError(`pad: there is no mode '${String(mode)}'`, `choose one of: ${known.join(', ')}.`);
  }
  return { mode, value };
}
