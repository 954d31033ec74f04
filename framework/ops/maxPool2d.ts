import { kernels } from '../kernels/backend.ts';
import { zeros } from '../tensor/create.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { emptyTensor, type Tensor } from '../tensor/Tensor.ts';
import { defineOp, type Op } from './define.ts';
import { uniform } from './elementwise.ts';
import { outputSize, type Pair, pair, type WindowOptions, windowOf } from './window2d.ts';

type Args = [x: Tensor, kernel: Pair, options?: WindowOptions];

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
    const kernel = pair(kernelSize);
    const window = windowOf(options, kernel, 'maxPool2d');
    if (x.rank !== 4) {
      throw new ChalkgradError(`maxPool2d: input ${shapeText(x.shape)} must have 4 axes`, 'input is [N, C, H, W]; a single image needs unsqueeze(0).');
    }
    if (window.padding[0] * 2 > kernel[0] || window.padding[1] * 2 > kernel[1]) {
      throw new ChalkgradError(
        `maxPool2d: padding ${window.padding.join('×')} is more than half of the ${kernel.join('×')} window`,
        'then some windows would hold nothing but padding; use less padding.',
      );
    }
    const size = outputSize([x.shape[2]!, x.shape[3]!], kernel, window, 'maxPool2d');
    const output = emptyTensor([x.shape[0]!, x.shape[1]!, ...size], x.dtype);
    const saved = emptyTensor(output.shape, 'int32');
    kernels().maxPool2d(x, { ...window, kernel }, output.shape, output.buffer, saved.buffer as Int32Array);
    return { output, saved };
  },
  backward: (grad, { inputs: [x], saved: winners }) => {
    const [n, c, h, w] = x.shape as [number, number, number, number];
    const flat = zeros([n, c, h * w], { dtype: grad.dtype });
    return [flat.scatterAdd(2, winners.reshape([n, c, -1]), grad.reshape([n, c, -1])).reshape(x.shape)];
  },
  examples: (g) => [
    [uniform(g, [2, 2, 4, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 5, 5], [-1, 1]), 3, { stride: 2, padding: 1 }],
    [uniform(g, [1, 1, 6, 5], [-1, 1]), [2, 1], { dilation: 2, stride: 1 }],
  ],
});
