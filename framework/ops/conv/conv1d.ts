import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkChannels, convWindow, type PaddedConvOptions } from './convolution.ts';
import { resolvePadding } from './samePadding.ts';
import { outputSize } from './window2d.ts';

export interface Conv1dOptions {
  /** Places from one window to the next. Default 1. */
  readonly stride?: number;
  /** Zeros at both ends; 'same': as many as keep the length (stride 1 only); 'valid': none. Default 0. */
  readonly padding?: number | 'same' | 'valid';
  /** Distance between neighbouring cells of the kernel. Default 1. */
  readonly dilation?: number;
  /** Input and output channels fall into this many groups that do not see each other. Default 1. */
  readonly groups?: number;
}

type Args = [x: Tensor, weight: Tensor, bias?: Tensor | undefined, options?: Conv1dOptions];

/**
 * Convolution (cross-correlation) of sequences: that of an image one cell high.
 * x: [N, C, L], weight: [O, C/groups, K], bias: [O] → [N, O, OL].
 *
 * @example conv1d(signal, weight, bias, { padding: 1 }) // kernels of 3 keep the length
 */
export const conv1d: Op<Args> = defineOp<Args>({
  name: 'conv1d',
  summary: 'Slide a bank of small kernels along sequences: each output is a weighted sum of the window under it.',
  tex: {
    forward: String.raw`y_{n,o,i} = b_o + \sum_{c,u} W_{o,c,u} \; x_{n,\,c,\,i+u}`,
    backward: String.raw`\bar{W}_{o,c,u} = \sum_{n,i} \bar{y}_{n,o,i} \; x_{n,c,i+u}, \quad \bar{x}_{n,c,p} = \sum_{o,u} \bar{y}_{n,o,p-u} \; W_{o,c,u}, \quad \bar{b}_o = \sum_{n,i} \bar{y}_{n,o,i}`,
  },
  kernels: ['conv2d', 'conv2dBias', 'conv2dInputGrad', 'conv2dWeightGrad', 'zip', 'paste'],
  operands: 3,
  forward: (signal, weight, bias, options = {}) => {
    const { window: flat, extra } = resolvePadding(asRow(options), [1, weight.shape[2] ?? 1], 'conv1d');
    const window = convWindow(flat, 'conv1d');
    checkChannels('conv1d', signal, weight, bias, window.groups);
    const x = extra[1] === 0 ? signal : signal.pad([0, extra[1]]);
    outputSize([1, x.shape[2]!], [1, weight.shape[2]!], window, 'conv1d');
    return x.unsqueeze(2).conv2d(weight.unsqueeze(2), bias, flat).squeeze(2);
  },
  backward: (grad, { inputs, args: [, , bias, options = {}] }) => {
    const [signal, kernel] = inputs;
    const { window: flat, extra } = resolvePadding(asRow(options), [1, kernel.shape[2]!], 'conv1d');
    const extended = extra[1] === 0 ? signal : signal.pad([0, extra[1]]);
    const [x, weight] = [extended.unsqueeze(2), kernel.unsqueeze(2)]; // [N, C, 1, L], [O, C/groups, 1, K]
    const row = grad.unsqueeze(2); // [N, O, 1, OL]
    const ofX = signal.requiresGrad ? row.conv2dInputGrad(weight, x.shape, flat).squeeze(2) : null;
    const gradients = [
      ofX === null || extra[1] === 0 ? ofX : ofX.slice(2, 0, signal.shape[2]!),
      kernel.requiresGrad ? row.conv2dWeightGrad(x, weight.shape, flat).squeeze(2) : null,
    ];
    return bias === undefined ? gradients : [...gradients, grad.sum([0, 2])];
  },
  examples: (g) => [
    [uniform(g, [2, 3, 5], [-1, 1]), uniform(g, [2, 3, 3], [-1, 1]), uniform(g, [2], [-1, 1])],
    [uniform(g, [1, 2, 6], [-1, 1]), uniform(g, [4, 1, 2], [-1, 1]), undefined, { stride: 2, padding: 1, groups: 2 }],
    [uniform(g, [2, 2, 4], [-1, 1]), uniform(g, [1, 2, 4], [-1, 1]), undefined, { padding: 'same' }],
    [uniform(g, [1, 2, 7], [-1, 1]), uniform(g, [1, 2, 3], [-1, 1]), uniform(g, [1], [-1, 1]), { dilation: 2 }],
  ],
});

const asRow = ({ stride = 1, padding = 0, dilation = 1, groups = 1 }: Conv1dOptions): PaddedConvOptions => ({
  stride: [1, stride],
  padding: typeof padding === 'string' ? padding : [0, padding],
  dilation: [1, dilation],
  groups,
});
