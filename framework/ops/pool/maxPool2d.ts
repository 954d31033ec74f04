import { kernels } from '../../kernels/backend.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput, outputSize, type Pair, type PoolOptions, poolWindowOf } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { scatterWinners } from './scatterWinners.ts';

type Args = [x: Tensor, kernel: Pair, options?: PoolOptions];

/**
 * The largest number under each window. The stride is the kernel size unless given, so windows do not overlap.
 * x: [N, C, H, W] → [N, C, OH, OW]. The gradient goes to the one cell that won; on a tie the first in reading order.
 *
 * @example images.maxPool2d(2) // halves height and width
 */
export const maxPool2d: Op<Args> = defineOp<Args, Tensor>({
  name: 'maxPool2d',
  summary: 'The largest number under each window.',
  tex: {
    forward: String.raw`y_{i,j} = \max_{u,v} x_{i s + u,\, j s + v}`,
    backward: String.raw`\bar{x}_{p,q} = \sum_{i,j} \bar{y}_{i,j} \, [(p,q) \text{ won window } (i,j)]`,
  },
  kernels: ['maxPool2d', 'scatterAdd'],
  forward: (x, kernelSize, options = {}) => {
    checkPoolInput('maxPool2d', x, 4);
    const window = poolWindowOf(options, kernelSize, 'maxPool2d');
    const size = outputSize([x.shape[2]!, x.shape[3]!], window.kernel, window, 'maxPool2d', options.ceilMode);
    const output = emptyTensor([x.shape[0]!, x.shape[1]!, ...size], x.dtype);
    const saved = emptyTensor(output.shape, 'int32');
    kernels().maxPool2d(x, window, output.shape, output.memory, saved.memory);
    return { output, saved };
  },
  backward: (grad, { inputs: [x], saved: winners }) => {
    return [scatterWinners(grad, winners, x.shape)];
  },
  examples: (g) => [
    [uniform(g, [2, 2, 4, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 5, 5], [-1, 1]), 3, { stride: 2, padding: 1 }],
    [uniform(g, [1, 2, 5, 6], [-1, 1]), 2, { stride: 2, ceilMode: true }],
    [uniform(g, [1, 1, 6, 5], [-1, 1]), [2, 1], { dilation: 2, stride: 1 }],
  ],
});
