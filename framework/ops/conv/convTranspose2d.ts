import { kernels } from '../../kernels/backend.ts';
import type { ConvWindow } from '../../kernels/Kernels.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Conv2dOptions, checkBias, convWindow } from './convolution.ts';
import { type Pair, pair } from './window2d.ts';

export interface ConvTranspose2dOptions extends Conv2dOptions {
  /** Rows and columns added at the bottom and right: several sizes shrink to one under a stride, this says which to return to. */
  readonly outputPadding?: Pair;
}

type Args = [x: Tensor, weight: Tensor, bias?: Tensor | undefined, options?: ConvTranspose2dOptions];

/**
 * A convolution run backwards: every input cell paints its kernel, times its value, onto a larger image. It is exactly what
 * conv2d with the same weight sends back to its input. x: [N, C, H, W], weight: [C, O/groups, KH, KW], bias: [O] → [N, O, OH, OW]
 * with OH = (H - 1)·stride - 2·padding + dilation·(KH - 1) + outputPadding + 1.
 * Source: Dumoulin & Visin, "A guide to convolution arithmetic for deep learning" (2016), §4.
 *
 * @example convTranspose2d(maps, weight, bias, { stride: 2 }) // 2×2 kernels double height and width
 */
export const convTranspose2d: Op<Args> = defineOp<Args>({
  name: 'convTranspose2d',
  summary: 'Every input cell paints its kernel, times its value, onto a larger image.',
  tex: {
    forward: String.raw`y_{n,o,p,q} = b_o + \sum_{c,u,v} x_{n,c,\,p-u,\,q-v} \; W_{c,o,u,v}`,
    backward: String.raw`\bar{x} = \operatorname{conv2d}(\bar{y}, W), \quad \bar{W}_{c,o,u,v} = \sum_{n,i,j} x_{n,c,i,j} \; \bar{y}_{n,o,i+u,j+v}, \quad \bar{b}_o = \sum_{n,p,q} \bar{y}_{n,o,p,q}`,
  },
  kernels: ['conv2dInputGrad', 'conv2d', 'conv2dWeightGrad', 'zip'],
  operands: 3,
  forward: (x, weight, bias, options = {}) => {
    const window = convWindow(options, 'convTranspose2d');
    check(x, weight, bias, window);
    const out = emptyTensor(
      [x.shape[0]!, weight.shape[1]! * window.groups, ...paintedSize(x, weight, window, options)],
      x.dtype,
    );
    kernels().conv2dInputGrad(x, weight, window, out.shape, out.memory);
    return bias === undefined ? out : out.add(bias.reshape([-1, 1, 1]));
  },
  backward: (grad, { inputs, args: [, , bias, { outputPadding: _, ...options } = {}] }) => {
    const [x, weight] = inputs;
    const gradients = [
      x.requiresGrad ? grad.conv2d(weight, undefined, options) : null,
      weight.requiresGrad ? x.conv2dWeightGrad(grad, weight.shape, options) : null,
    ];
    return bias === undefined ? gradients : [...gradients, grad.sum([0, 2, 3])];
  },
  examples: (g) => [
    [uniform(g, [2, 3, 3, 2], [-1, 1]), uniform(g, [3, 2, 2, 3], [-1, 1]), uniform(g, [2], [-1, 1])],
    [
      uniform(g, [1, 2, 3, 4], [-1, 1]),
      uniform(g, [2, 1, 3, 3], [-1, 1]),
      undefined,
      { stride: 2, padding: 1, outputPadding: [1, 0] },
    ],
    [
      uniform(g, [1, 4, 2, 3], [-1, 1]),
      uniform(g, [4, 2, 2, 2], [-1, 1]),
      uniform(g, [4], [-1, 1]),
      { dilation: 2, groups: 2 },
    ],
  ],
});

function paintedSize(x: Tensor, weight: Tensor, window: ConvWindow, options: ConvTranspose2dOptions): [number, number] {
  const extra = pair(options.outputPadding ?? 0);
  if (extra.some((n, axis) => !Number.isInteger(n) || n < 0 || n >= window.stride[axis]!)) {
    throw new ChalkgradError(
      `convTranspose2d: outputPadding ${shapeText(extra)} must be at least 0 and smaller than the stride ${shapeText(window.stride)}`,
      'it only chooses among the sizes that the stride cannot tell apart.',
    );
  }
  const along = (axis: 0 | 1): number =>
    (x.shape[axis + 2]! - 1) * window.stride[axis] -
    2 * window.padding[axis] +
    window.dilation[axis] * (weight.shape[axis + 2]! - 1) +
    extra[axis] +
    1;
  const size: [number, number] = [along(0), along(1)];
  if (size[0] < 1 || size[1] < 1) {
    throw new ChalkgradError(
      `convTranspose2d: the result for input ${shapeText(x.shape)} and weight ${shapeText(weight.shape)} would be ${size.join('×')}`,
      'padding takes cells away here; use less of it.',
    );
  }
  return size;
}

function check(x: Tensor, weight: Tensor, bias: Tensor | undefined, { groups }: ConvWindow): void {
  if (x.rank !== 4 || weight.rank !== 4) {
    throw new ChalkgradError(
      `convTranspose2d: input ${shapeText(x.shape)} and weight ${shapeText(weight.shape)} must both have 4 axes`,
      'input is [N, C, H, W], weight is [in, out/groups, KH, KW].',
    );
  }
  if (!Number.isInteger(groups) || groups < 1 || x.shape[1]! % groups !== 0 || x.shape[1] !== weight.shape[0]) {
    throw new ChalkgradError(
      `convTranspose2d: input has ${x.shape[1]} channels, weight expects ${weight.shape[0]} (input ${shapeText(x.shape)}, weight ${shapeText(weight.shape)}, groups ${groups})`,
      'weight is [in, out/groups, KH, KW], in this order, and groups must divide in.',
    );
  }
  checkBias('convTranspose2d', bias, weight, weight.shape[1]! * groups);
}
