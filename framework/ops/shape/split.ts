import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, sizes: number | readonly number[], axis?: number];

/**
 * Consecutive parts along an axis (default the first); views. A number asks for parts of that size, the last one may be
 * smaller; a list gives each part's size.
 *
 * @example const [input, forget, cell, output] = gates.split(hidden, 1);
 */
export const split: Op<Args, Tensor[]> = composeOp<Args, Tensor[]>({
  name: 'split',
  summary: 'Consecutive parts along an axis; views.',
  tex: {
    forward: String.raw`[\, a \;\; b \;\; \cdots \,] = x`,
    backward: String.raw`\bar{x} = [\, \bar{a} \;\; \bar{b} \;\; \cdots \,]`,
  },
  kernels: [],
  forward: (x, sizes, axis = 0) => {
    const place = normalizeAxis(axis, x.rank, 'split');
    const parts = typeof sizes === 'number' ? evenSizes(x, sizes, place) : sizes;
    const total = parts.reduce((sum, size) => sum + size, 0);
    if (x.rank === 0 || total !== x.shape[place] || parts.some((size) => !Number.isInteger(size) || size < 0)) {
      throw new ChalkgradError(
        `split: parts of ${shapeText(parts)} do not make up axis ${axis} of ${shapeText(x.shape)}`,
        'the sizes are whole numbers that add up to the size of the axis.',
      );
    }
    let end = 0;
    return parts.map((size) => {
      const start = end;
      end += size;
      return x.slice(place, start, end);
    });
  },
  examples: (g) => [
    [uniform(g, [5, 2], [-1, 1]), 2],
    [uniform(g, [2, 6], [-1, 1]), [1, 3, 2], -1],
    [uniform(g, [4], [-1, 1]), 4],
  ],
});

/** As many parts of one size as fit, and a smaller one for the rest. */
function evenSizes(x: Tensor, size: number, place: number): number[] {
  const total = x.shape[place] ?? 0;
  if (!Number.isInteger(size) || size < 1) {
    throw new ChalkgradError(
      `split: parts of size ${size} are not possible`,
      'a size is a whole number of at least 1.',
    );
  }
  return Array.from({ length: Math.max(1, Math.ceil(total / size)) }, (_, i) => Math.min(size, total - i * size));
}
