import { tensor } from '../../tensor/create.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput, type Pair, pair } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { adaptiveWindows, checkAdaptive } from './adaptiveWindows.ts';
import { scatterWinners } from './scatterWinners.ts';

type Args = [x: Tensor, outputSize: Pair];

/**
 * The largest numbers of as many windows as asked for, whatever the image size. x: [N, C, H, W] → [N, C, outputSize].
 * The gradient goes to the one cell that won; on a tie the first in reading order.
 */
export const adaptiveMaxPool2d: Op<Args> = defineOp<Args, Tensor>({
  name: 'adaptiveMaxPool2d',
  summary: 'The largest numbers of as many windows as asked for.',
  tex: {
    forward: String.raw`y_{i,j} = \max_{(p,q) \in (i,j)} x_{p,q}`,
    backward: String.raw`\bar{x}_{p,q} = \sum_{i,j} \bar{y}_{i,j} \, [(p,q) \text{ won window } (i,j)]`,
  },
  kernels: ['gather', 'argReduce', 'scatterAdd'],
  forward: (x, outputSize) => {
    checkPoolInput('adaptiveMaxPool2d', x, 4);
    const size = pair(outputSize);
    checkAdaptive('adaptiveMaxPool2d', x, size);
    return pickLargest(x, windowPlaces([x.shape[2]!, x.shape[3]!], size), size);
  },
  backward: (grad, { inputs: [x], saved: winners }) => [scatterWinners(grad, winners, x.shape)],
  examples: (g) => [
    [uniform(g, [2, 2, 4, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 5, 7], [-1, 1]), [3, 2]],
    [uniform(g, [1, 1, 2, 3], [-1, 1]), 4],
  ],
});

/**
 * The best of the places each window lists, and which place it was. Shorter windows repeat their first place, which cannot win
 * against itself. places: one list a window → output and saved [N, C, outShape]
 */
export function pickLargest(
  x: Tensor,
  places: readonly (readonly number[])[],
  outShape: readonly number[],
): { output: Tensor; saved: Tensor } {
  const [n, c] = x.shape as [number, number];
  const longest = Math.max(...places.map((list) => list.length));
  const padded = places.map((list) => Array.from({ length: longest }, (_, i) => list[i] ?? list[0]!));
  const index = tensor(padded, { dtype: 'int32' }).expand([n, c, places.length, longest]);
  const flat = x.reshape([n, c, sizeOf(x.shape.slice(2))]);
  const candidates = flat.unsqueeze(2).expand([n, c, places.length, flat.shape[2]!]).gather(3, index);
  const winners = index.gather(3, candidates.argmax(-1).unsqueeze(-1)).squeeze(-1); // [N, C, windows]
  const shape = [n, c, ...outShape];
  return { output: flat.gather(2, winners).reshape(shape), saved: winners.reshape(shape) };
}

/** Row-major places of each window inside an image, in reading order. */
function windowPlaces([height, width]: readonly [number, number], [outH, outW]: readonly [number, number]): number[][] {
  const columns = adaptiveWindows(width, outW);
  return adaptiveWindows(height, outH).flatMap(([top, bottom]) =>
    columns.map(([left, right]) =>
      Array.from({ length: (bottom - top) * (right - left) }, (_, i) => {
        const [dy, dx] = [Math.floor(i / (right - left)), i % (right - left)];
        return (top + dy) * width + left + dx;
      }),
    ),
  );
}
