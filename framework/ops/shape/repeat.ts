import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, times: readonly number[]];

/**
 * Copies laid side by side, so many along each axis; further axes may come in front. Use expand where reading the same memory
 * again is enough.
 *
 * @example tensor([1, 2]).repeat([2, 3]) // [[1, 2, 1, 2, 1, 2], [1, 2, 1, 2, 1, 2]]
 */
export const repeat: Op<Args> = defineOp<Args>({
  name: 'repeat',
  summary: 'Copies laid side by side along each axis.',
  tex: {
    forward: String.raw`y_i = x_{i \bmod n}`,
    backward: String.raw`\bar{x}_j = \sum_{i \equiv j \,(n)} \bar{y}_i`,
  },
  kernels: ['copy'],
  forward: (x, times) => {
    const sizes = sizesOf(x, times);
    return x
      .reshape(sizes.flatMap((n) => [1, n]))
      .expand(sizes.flatMap((n, axis) => [times[axis]!, n])) // [times, size] for each axis
      .reshape(sizes.map((n, axis) => n * times[axis]!));
  },
  backward: (grad, { inputs: [x], args: [, times] }) => {
    const sizes = sizesOf(x, times);
    const copies = grad.reshape(sizes.flatMap((n, axis) => [times[axis]!, n]));
    return [copies.sum(sizes.map((_, axis) => 2 * axis)).reshape(x.shape)];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), [2, 1]],
    [uniform(g, [3], [-1, 1]), [2, 3]],
    [uniform(g, [], [-1, 1]), [2]],
  ],
});

/** The tensor's shape with as many axes as there are repeats. */
function sizesOf(x: Tensor, times: readonly number[]): number[] {
  if (times.length < x.rank || times.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new ChalkgradError(
      `repeat: ${shapeText(times)} does not say how often ${shapeText(x.shape)} is repeated`,
      'give one whole number for each axis, and more in front for new axes.',
    );
  }
  return [...new Array<number>(times.length - x.rank).fill(1), ...x.shape];
}
