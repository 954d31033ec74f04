import { kernels } from '../../kernels/backend.ts';
import type { AveragePoolWindow } from '../../kernels/Kernels.ts';
import type { Shape } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput, outputSize, type Pair, poolWindowOf } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

export interface AvgPoolOptions {
  /** Cells from one window to the next. Default: the kernel size. */
  readonly stride?: Pair;
  /** Cells of zeros around the image. Default 0. */
  readonly padding?: Pair;
  /** Do those zeros count in the mean? Default true. */
  readonly countIncludePad?: boolean;
}

type Args = [x: Tensor, kernel: Pair, options?: AvgPoolOptions];

/**
 * The mean of each window. The stride is the kernel size unless given. x: [N, C, H, W] → [N, C, OH, OW].
 *
 * @example images.avgPool2d(2) // halves height and width
 */
export const avgPool2d: Op<Args> = defineOp<Args>({
  name: 'avgPool2d',
  summary: 'The mean of each window.',
  tex: {
    forward: String.raw`y_{i,j} = \frac{1}{k^2} \sum_{u,v} x_{i s + u,\, j s + v}`,
    backward: String.raw`\bar{x}_{p,q} = \frac{1}{k^2} \sum_{i,j \,:\, (p,q) \in (i,j)} \bar{y}_{i,j}`,
  },
  kernels: ['avgPool2d', 'avgPool2dGrad'],
  forward: (x, kernel, options = {}) => {
    checkPoolInput('avgPool2d', x, 4);
    const window = averageWindow(options, kernel, 'avgPool2d');
    const size = outputSize([x.shape[2]!, x.shape[3]!], window.kernel, window, 'avgPool2d');
    const out = emptyTensor([x.shape[0]!, x.shape[1]!, ...size], x.dtype);
    kernels().avgPool2d(x, window, out.shape, out.memory);
    return out;
  },
  backward: (grad, { inputs: [x], args: [, kernel, options] }) => [grad.avgPool2dGrad(x.shape, kernel, options)],
  examples: (g) => [
    [uniform(g, [2, 2, 4, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 5, 5], [-1, 1]), 3, { stride: 2, padding: 1 }],
    [uniform(g, [1, 1, 5, 4], [-1, 1]), [3, 2], { stride: 1, padding: 1, countIncludePad: false }],
  ],
});

type GradArgs = [grad: Tensor, shape: Shape, kernel: Pair, options?: AvgPoolOptions];

/** The reverse of avgPool2d: every cell of a window receives an equal share. grad: [N, C, OH, OW] → shape [N, C, H, W] */
export const avgPool2dGrad: Op<GradArgs> = defineOp<GradArgs>({
  name: 'avgPool2dGrad',
  summary: 'What average pooling sends back to its input.',
  tex: {
    forward: String.raw`y_{p,q} = \frac{1}{k^2} \sum_{i,j \,:\, (p,q) \in (i,j)} g_{i,j}`,
    backward: String.raw`\bar{g} = \operatorname{avgPool2d}(\bar{y})`,
  },
  kernels: ['avgPool2dGrad', 'avgPool2d'],
  forward: (grad, shape, kernel, options = {}) => {
    const out = emptyTensor(shape, grad.dtype);
    kernels().avgPool2dGrad(grad, averageWindow(options, kernel, 'avgPool2dGrad'), shape, out.memory);
    return out;
  },
  backward: (upstream, { args: [, , kernel, options] }) => [upstream.avgPool2d(kernel, options)],
  examples: (g) => [
    [uniform(g, [2, 2, 2, 3], [-1, 1]), [2, 2, 4, 6], 2],
    [uniform(g, [1, 1, 5, 5], [-1, 1]), [1, 1, 5, 4], [3, 2], { stride: 1, padding: 1, countIncludePad: false }],
  ],
});

function averageWindow(options: AvgPoolOptions, kernel: Pair, op: string): AveragePoolWindow {
  return { ...poolWindowOf(options, kernel, op), countIncludePad: options.countIncludePad ?? true };
}
