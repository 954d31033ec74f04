import type { Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { pickLargest } from './adaptiveMaxPool2d.ts';
import { adaptiveWindows, checkAdaptive } from './adaptiveWindows.ts';
import { scatterWinners } from './scatterWinners.ts';

type Args = [x: Tensor, outputLength: number];

/** The largest numbers of as many windows of a sequence as asked for. x: [N, C, L] → [N, C, outputLength]. */
export const adaptiveMaxPool1d: Op<Args> = defineOp<Args, Tensor>({
  name: 'adaptiveMaxPool1d',
  summary: 'The largest numbers of as many windows of a sequence as asked for.',
  tex: {
    forward: String.raw`y_i = \max_{p \in i} x_p`,
    backward: String.raw`\bar{x}_p = \sum_i \bar{y}_i \, [p \text{ won window } i]`,
  },
  kernels: ['gather', 'argReduce', 'scatterAdd'],
  forward: (x, outputLength) => {
    checkPoolInput('adaptiveMaxPool1d', x, 3);
    checkAdaptive('adaptiveMaxPool1d', x, [outputLength]);
    const places = adaptiveWindows(x.shape[2]!, outputLength).map(([start, end]) =>
      Array.from({ length: end - start }, (_, i) => start + i),
    );
    return pickLargest(x, places, [outputLength]);
  },
  backward: (grad, { inputs: [x], saved: winners }) => [scatterWinners(grad, winners, x.shape)],
  examples: (g) => [
    [uniform(g, [2, 2, 6], [-1, 1]), 3],
    [uniform(g, [1, 2, 7], [-1, 1]), 3],
    [uniform(g, [1, 1, 2], [-1, 1]), 3],
  ],
});
