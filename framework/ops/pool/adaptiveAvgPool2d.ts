import type { Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput, type Pair, pair } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { averagingMatrix, checkAdaptive } from './adaptiveWindows.ts';

type Args = [x: Tensor, outputSize: Pair];

/**
 * Means over as many windows as asked for, whatever the image size. Columns and rows are averaged one after the other, each
 * by a matrix product. x: [N, C, H, W] → [N, C, outputSize].
 *
 * @example maps.adaptiveAvgPool2d(1) // one number a channel: [N, C, 1, 1]
 */
export const adaptiveAvgPool2d: Op<Args> = defineOp<Args>({
  name: 'adaptiveAvgPool2d',
  summary: 'Means over as many windows as asked for.',
  tex: { forward: String.raw`Y = A_H \, X A_W^{\top}`, backward: String.raw`\bar{X} = A_H^{\top} \, \bar{Y} A_W` },
  kernels: ['matmul'],
  forward: (x, outputSize) => {
    const [rows, columns] = matrices(x, outputSize);
    return rows.matmul(x).matmul(columns.transpose());
  },
  backward: (grad, { inputs: [x], args: [, outputSize] }) => {
    const [rows, columns] = matrices(x, outputSize);
    return [rows.transpose().matmul(grad).matmul(columns)];
  },
  examples: (g) => [
    [uniform(g, [2, 2, 4, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 5, 7], [-1, 1]), [3, 2]],
    [uniform(g, [1, 1, 2, 3], [-1, 1]), 4],
  ],
});

/** How rows and how columns are averaged. [OH, H], [OW, W] */
function matrices(x: Tensor, outputSize: Pair): readonly [Tensor, Tensor] {
  checkPoolInput('adaptiveAvgPool2d', x, 4);
  const [height, width] = pair(outputSize);
  checkAdaptive('adaptiveAvgPool2d', x, [height, width]);
  return [averagingMatrix(x.shape[2]!, height, x.dtype), averagingMatrix(x.shape[3]!, width, x.dtype)];
}
