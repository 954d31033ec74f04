import { kernels } from '../../kernels/backend.ts';
import { emptyTensor, Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkPoolInput, outputSize, type Pair, pair, type WindowOptions, windowOf } from './window2d.ts';

type Args = [x: Tensor, kernel: Pair, options?: WindowOptions];

/**
 * Every window of an image as a column ("im2col"): a convolution is then one matrix product. Windows start everywhere (stride 1)
 * unless told otherwise. x: [N, C, H, W] → [N, C·KH·KW, windows], windows in reading order.
 * Source: Chellapilla, Puri & Simard, "High performance convolutional neural networks for document processing" (2006).
 *
 * @example weight.reshape([out, -1]).matmul(images.unfold(3)) // conv2d, before its reshape
 */
export const unfold: Op<Args> = defineOp<Args>({
  name: 'unfold',
  summary: 'Every window of an image as a column.',
  tex: {
    forward: String.raw`y_{(c,u,v),\,(i,j)} = x_{c,\; i s + u,\; j s + v}`,
    backward: String.raw`\bar{x} = \operatorname{fold}(\bar{y})`,
  },
  kernels: ['copy', 'paste'],
  forward: (x, kernelSize, options = {}) => {
    checkPoolInput('unfold', x, 4);
    const kernel = pair(kernelSize);
    const { stride, padding, dilation } = windowOf(options, 1, 'unfold');
    const [outH, outW] = outputSize([x.shape[2]!, x.shape[3]!], kernel, { stride, padding, dilation }, 'unfold');
    const [n, c] = x.shape as [number, number];
    const image = padding[0] + padding[1] === 0 ? x : x.pad([padding[1], padding[1], padding[0], padding[0]]);
    const [stepN, stepC, stepY, stepX] = image.strides as [number, number, number, number];
    const windows = new Tensor(
      // six axes over the same memory: image, channel, place in the window, window
      image.storage,
      [n, c, ...kernel, outH, outW],
      [stepN, stepC, dilation[0] * stepY, dilation[1] * stepX, stride[0] * stepY, stride[1] * stepX],
      image.offset,
    );
    const out = emptyTensor([n, c * kernel[0] * kernel[1], outH * outW], x.dtype);
    kernels().copy(windows, out.memory);
    return out;
  },
  backward: (grad, { inputs: [x], args: [, kernel, options] }) => [
    grad.fold([x.shape[2]!, x.shape[3]!], kernel, options),
  ],
  examples: (g) => [
    [uniform(g, [2, 2, 4, 3], [-1, 1]), 2],
    [uniform(g, [1, 2, 5, 4], [-1, 1]), [3, 2], { stride: 2, padding: [1, 0] }],
    [uniform(g, [1, 1, 5, 4], [-1, 1]), 2, { dilation: 2, padding: 1 }],
  ],
});
