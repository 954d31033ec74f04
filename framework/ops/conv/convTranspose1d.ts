import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { ConvTranspose2dOptions } from './convTranspose2d.ts';

export interface ConvTranspose1dOptions {
  /** Places from one painted kernel to the next. Default 1. */
  readonly stride?: number;
  /** Places taken away at both ends of the result. Default 0. */
  readonly padding?: number;
  /** Places added at its end: several lengths shrink to one under a stride, this says which to return to. Default 0. */
  readonly outputPadding?: number;
  /** Input and output channels fall into this many groups that do not see each other. Default 1. */
  readonly groups?: number;
  /** Distance between neighbouring cells of the kernel. Default 1. */
  readonly dilation?: number;
}

type Args = [x: Tensor, weight: Tensor, bias?: Tensor | undefined, options?: ConvTranspose1dOptions];

/**
 * A convolution of sequences run backwards: that of an image one cell high. x: [N, C, L], weight: [C, O/groups, K], bias: [O] →
 * [N, O, OL] with OL = (L - 1)·stride - 2·padding + dilation·(K - 1) + outputPadding + 1.
 * Source: Dumoulin & Visin, "A guide to convolution arithmetic for deep learning" (2016), §4.
 *
 * @example convTranspose1d(maps, weight, bias, { stride: 2 }) // kernels of 2 double the length
 */
export const convTranspose1d: Op<Args> = defineOp<Args>({
  name: 'convTranspose1d',
  summary: 'Every place of a sequence paints its kernel, times its value, onto a longer one.',
  tex: {
    forward: String.raw`y_{n,o,p} = b_o + \sum_{c,u} x_{n,c,\,p-u} \; W_{c,o,u}`,
    backward: String.raw`\bar{x} = \operatorname{conv1d}(\bar{y}, W), \quad \bar{W}_{c,o,u} = \sum_{n,i} x_{n,c,i} \; \bar{y}_{n,o,i+u}, \quad \bar{b}_o = \sum_{n,p} \bar{y}_{n,o,p}`,
  },
  kernels: ['conv2dInputGrad', 'conv2d', 'conv2dWeightGrad', 'zip'],
  operands: 3,
  forward: (x, weight, bias, options = {}) => {
    if (x.rank !== 3 || weight.rank !== 3) {
      throw new ChalkgradError(
        `convTranspose1d: input ${shapeText(x.shape)} and weight ${shapeText(weight.shape)} must both have 3 axes`,
        'input is [N, C, L], weight is [in, out/groups, K]; a single sequence needs unsqueeze(0).',
      );
    }
    return x.unsqueeze(2).convTranspose2d(weight.unsqueeze(2), bias, asRow(options)).squeeze(2);
  },
  backward: (grad, { inputs, args: [, , bias, options = {}] }) => {
    const [x, weight] = [inputs[0].unsqueeze(2), inputs[1].unsqueeze(2)]; // [N, C, 1, L], [C, O/groups, 1, K]
    const row = grad.unsqueeze(2); // [N, O, 1, OL]
    const { outputPadding: _, ...flat } = asRow(options);
    const gradients = [
      inputs[0].requiresGrad ? row.conv2d(weight, undefined, flat).squeeze(2) : null,
      inputs[1].requiresGrad ? x.conv2dWeightGrad(row, weight.shape, flat).squeeze(2) : null,
    ];
    return bias === undefined ? gradients : [...gradients, grad.sum([0, 2])];
  },
  examples: (g) => [
    [uniform(g, [2, 3, 4], [-1, 1]), uniform(g, [3, 2, 3], [-1, 1]), uniform(g, [2], [-1, 1])],
    [
      uniform(g, [1, 2, 3], [-1, 1]),
      uniform(g, [2, 1, 3], [-1, 1]),
      undefined,
      { stride: 2, padding: 1, outputPadding: 1 },
    ],
    [
      uniform(g, [1, 4, 3], [-1, 1]),
      uniform(g, [4, 2, 2], [-1, 1]),
      uniform(g, [4], [-1, 1]),
      { dilation: 2, groups: 2 },
    ],
  ],
});

const asRow = ({
  stride = 1,
  padding = 0,
  outputPadding = 0,
  groups = 1,
  dilation = 1,
}: ConvTranspose1dOptions): ConvTranspose2dOptions => ({
  stride: [1, stride],
  padding: [0, padding],
  outputPadding: [0, outputPadding],
  groups,
  dilation: [1, dilation],
});
