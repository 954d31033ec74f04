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
  /** Does a window that hangs over the bottom or right edge still count? What hangs over plays no part in the mean. Default false. */
  readonly ceilMode?: boolean;
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
  kernels: ['avgPool2d', 'avgPool2dGrad', 'paste'],
  forward: (x, kernel, options = {}) => {
    checkPoolInput('avgPool2d', x, 4);
    const window = averageWindow(options, kernel, 'avgPool2d');
    const size = outputSize([x.shape[2]!, x.shape[3]!], window.kernel, window, 'avgPool2d', options.ceilMode);
    const out = emptyTensor([x.shape[0]!, x.shape[1]!, ...size], x.dtype);
    const rim = rimOf(window, options);
    kernels().avgPool2d(rim === null ? x : x.pad(rim.sides), rim?.window ?? window, out.shape, out.memory);
    return out;
  },
  backward: (grad, { inputs: [x], args: [, kernel, options] }) => [grad.avgPool2dGrad(x.shape, kernel, options)],
  examples: (g) => [
    [uniform(g, [2, 2, 4, 6], [-1, 1]), 2],
    [uniform(g, [1, 2, 5, 5], [-1, 1]), 3, { stride: 2, padding: 1 }],
    [uniform(g, [1, 1, 5, 4], [-1, 1]), [3, 2], { stride: 1, padding: 1, countIncludePad: false }],
    [uniform(g, [1, 1, 5, 6], [-1, 1]), 2, { ceilMode: true }],
    [uniform(g, [1, 1, 6, 6], [-1, 1]), 3, { padding: 1, ceilMode: true }],
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
    const window = averageWindow(options, kernel, 'avgPool2dGrad');
    const rim = rimOf(window, options);
    const [n, c, h, w] = shape as [number, number, number, number];
    const [top, left] = rim === null ? [0, 0] : window.padding;
    const out = emptyTensor([n, c, h + 2 * top, w + 2 * left], grad.dtype);
    kernels().avgPool2dGrad(grad, rim?.window ?? window, out.shape, out.memory);
    return rim === null ? out : out.slice(2, top, top + h).slice(3, left, left + w);
  },
  backward: (upstream, { args: [, , kernel, options] }) => [upstream.avgPool2d(kernel, options)],
  examples: (g) => [
    [uniform(g, [2, 2, 2, 3], [-1, 1]), [2, 2, 4, 6], 2],
    [uniform(g, [1, 1, 5, 5], [-1, 1]), [1, 1, 5, 4], [3, 2], { stride: 1, padding: 1, countIncludePad: false }],
    [uniform(g, [1, 1, 3, 3], [-1, 1]), [1, 1, 6, 6], 3, { padding: 1, ceilMode: true }],
  ],
});

function averageWindow(options: AvgPoolOptions, kernel: Pair, op: string): AveragePoolWindow {
  return { ...poolWindowOf(options, kernel, op), countIncludePad: options.countIncludePad ?? true };
}

/**
 * With ceilMode windows may hang over: the part outside image and padding does not count, while the padding does. So the padding
 * becomes a rim of real zeros, and the mean is over what is inside. null where a window never hangs over, or padding does not count.
 */
function rimOf(
  window: AveragePoolWindow,
  { ceilMode = false }: AvgPoolOptions,
): { readonly sides: readonly number[]; readonly window: AveragePoolWindow } | null {
  if (!ceilMode || !window.countIncludePad) return null;
  const [top, left] = window.padding;
  return { sides: [left, left, top, top], window: { ...window, padding: [0, 0], countIncludePad: false } };
}
