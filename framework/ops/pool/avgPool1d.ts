import type { Tensor } from '../../tensor/Tensor.ts';
import { checkPoolInput, outputSize, poolWindowOf } from '../conv/window2d.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { AvgPoolOptions } from './avgPool2d.ts';

export interface AvgPool1dOptions {
  /** Places from one window to the next. Default: the kernel size. */
  readonly stride?: number;
  /** Zeros at both ends. Default 0. */
  readonly padding?: number;
  /** Do those zeros count in the mean? Default true. */
  readonly countIncludePad?: boolean;
  /** Does a window that hangs over the end still count? What hangs over plays no part in the mean. Default false. */
  readonly ceilMode?: boolean;
}

type Args = [x: Tensor, kernel: number, options?: AvgPool1dOptions];

/** The mean of each window of a sequence. The stride is the kernel size unless given. x: [N, C, L] → [N, C, OL]. */
export const avgPool1d: Op<Args> = defineOp<Args>({
  name: 'avgPool1d',
  summary: 'The mean of each window of a sequence.',
  tex: {
    forward: String.raw`y_i = \frac{1}{k} \sum_u x_{i s + u}`,
    backward: String.raw`\bar{x}_p = \frac{1}{k} \sum_{i \,:\, p \in i} \bar{y}_i`,
  },
  kernels: ['avgPool2d', 'avgPool2dGrad', 'paste'],
  forward: (x, kernel, options = {}) => {
    checkPoolInput('avgPool1d', x, 3);
    const flat = asRow(kernel, options);
    const window = poolWindowOf(flat, [1, kernel], 'avgPool1d');
    outputSize([1, x.shape[2]!], window.kernel, window, 'avgPool1d', options.ceilMode);
    return x.unsqueeze(2).avgPool2d([1, kernel], flat).squeeze(2);
  },
  backward: (grad, { inputs: [x], args: [, kernel, options = {}] }) => {
    const [n, c, length] = x.shape as [number, number, number];
    return [grad.unsqueeze(2).avgPool2dGrad([n, c, 1, length], [1, kernel], asRow(kernel, options)).squeeze(2)];
  },
  examples: (g) => [
    [uniform(g, [2, 2, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 7], [-1, 1]), 3, { stride: 2, padding: 1 }],
    [uniform(g, [1, 2, 6], [-1, 1]), 3, { stride: 2, padding: 1, ceilMode: true }],
    [uniform(g, [1, 1, 5], [-1, 1]), 3, { stride: 1, padding: 1, countIncludePad: false }],
  ],
});

const asRow = (
  kernel: number,
  { stride = kernel, padding = 0, countIncludePad = true, ceilMode = false }: AvgPool1dOptions,
): AvgPoolOptions => ({
  stride: [1, stride],
  padding: [0, padding],
  countIncludePad,
  ceilMode,
});
