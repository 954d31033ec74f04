import type { Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { averagingMatrix, checkAdaptive } from './adaptiveWindows.ts';

type Args = [x: Tensor, outputLength: number];

/** Means over as many windows of a sequence as asked for, whatever its length. x: [N, C, L] → [N, C, outputLength]. */
export const adaptiveAvgPool1d: Op<Args> = defineOp<Args>({
  name: 'adaptiveAvgPool1d',
  summary: 'Means over as many windows of a sequence as asked for.',
  tex: { forward: String.raw`Y = X A^{\top}`, backward: String.raw`\bar{X} = \bar{Y} A` },
  kernels: ['matmul'],
  forward: (x, outputLength) => {
    checkPoolInput('adaptiveAvgPool1d', x, 3);
    checkAdaptive('adaptiveAvgPool1d', x, [outputLength]);
    return x.matmul(averagingMatrix(x.shape[2]!, outputLength, x.dtype).transpose());
  },
  backward: (grad, { inputs: [x], args: [, outputLength] }) => [
    grad.matmul(averagingMatrix(x.shape[2]!, outputLength, x.dtype)),
  ],
  examples: (g) => [
    [uniform(g, [2, 2, 6], [-1, 1]), 3],
    [uniform(g, [1, 2, 7], [-1, 1]), 3],
    [uniform(g, [1, 1, 2], [-1, 1]), 3],
  ],
});
