import { kernels } from '../../kernels/backend.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput, outputSize, poolWindowOf } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { scatterWinners } from './scatterWinners.ts';

export interface Pool1dOptions {
  /** Places from one window to the next. Default: the kernel size. */
  readonly stride?: number;
  /** Cells added at both ends: of -∞ for max pooling, of zeros for the mean. Default 0. */
  readonly padding?: number;
  /** Distance between neighbouring cells of a window. Default 1. */
  readonly dilation?: number;
  /** Does a window that hangs over the end still count? It must begin inside. Default false. */
  readonly ceilMode?: boolean;
}

type Args = [x: Tensor, kernel: number, options?: Pool1dOptions];

/**
 * The largest number under each window of a sequence. The stride is the kernel size unless given. x: [N, C, L] → [N, C, OL].
 * The gradient goes to the one place that won; on a tie to the first.
 */
export const maxPool1d: Op<Args> = defineOp<Args, Tensor>({
  name: 'maxPool1d',
  summary: 'The largest number under each window of a sequence.',
  tex: {
    forward: String.raw`y_i = \max_u x_{i s + u}`,
    backward: String.raw`\bar{x}_p = \sum_i \bar{y}_i \, [p \text{ won window } i]`,
  },
  kernels: ['maxPool2d', 'scatterAdd'],
  forward: (x, kernel, { stride = kernel, padding = 0, dilation = 1, ceilMode = false } = {}) => {
    checkPoolInput('maxPool1d', x, 3);
    const window = poolWindowOf(
      { stride: [1, stride], padding: [0, padding], dilation: [1, dilation] },
      [1, kernel],
      'maxPool1d',
    );
    const [, length] = outputSize([1, x.shape[2]!], window.kernel, window, 'maxPool1d', ceilMode);
    const output = emptyTensor([x.shape[0]!, x.shape[1]!, length], x.dtype);
    const saved = emptyTensor(output.shape, 'int32');
    kernels().maxPool2d(x.unsqueeze(2), window, [x.shape[0]!, x.shape[1]!, 1, length], output.memory, saved.memory);
    return { output, saved };
  },
  backward: (grad, { inputs: [x], saved: winners }) => [scatterWinners(grad, winners, x.shape)],
  examples: (g) => [
    [uniform(g, [2, 2, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 7], [-1, 1]), 3, { stride: 2, padding: 1 }],
    [uniform(g, [2, 1, 5], [-1, 1]), 2, { ceilMode: true }],
    [uniform(g, [1, 1, 6], [-1, 1]), 2, { dilation: 2, stride: 1 }],
  ],
});
