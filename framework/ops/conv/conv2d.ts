import { cpuKernels, fusedKernels, kernels } from '../../kernels/backend.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto, throughRelu } from '../elementwise.ts';
import { uniform } from '../examples.ts';
import { concat } from '../shape/concat.ts';
import { checkChannels, convWindow, type PaddedConvOptions } from './convolution.ts';
import { resolvePadding } from './samePadding.ts';
import { outputSize } from './window2d.ts';

export type { Conv2dOptions } from './convolution.ts';

export interface Conv2dReluOptions extends PaddedConvOptions {
  /** What is negative becomes 0, in the same loop. Default false. */
  readonly relu?: boolean;
}

type Conv2dArgs = [x: Tensor, weight: Tensor, bias?: Tensor | undefined, options?: Conv2dReluOptions];

/**
 * Convolution (cross-correlation) of images with a bank of kernels, plus a bias per output channel.
 * x: [N, C, H, W], weight: [O, C/groups, KH, KW], bias: [O] → [N, O, OH, OW]. Defaults: stride 1, padding 0, dilation 1, groups 1.
 * Source: Dumoulin & Visin, "A guide to convolution arithmetic for deep learning" (2016).
 *
 * @example conv2d(images, weight, bias, { padding: 1 }) // 3×3 kernels keep the image size
 */
export const conv2d: Op<Conv2dArgs> = defineOp<Conv2dArgs>({
  name: 'conv2d',
  summary: 'Slide a bank of small kernels over images: each output cell is a weighted sum of the window under it.',
  tex: {
    forward: String.raw`y_{n,o,i,j} = b_o + \sum_{c,u,v} W_{o,c,u,v} \; x_{n,\,c,\,i+u,\,j+v}`,
    backward: String.raw`\bar{W}_{o,c,u,v} = \sum_{n,i,j} \bar{y}_{n,o,i,j} \; x_{n,c,i+u,j+v}, \quad \bar{x}_{n,c,p,q} = \sum_{o,u,v} \bar{y}_{n,o,p-u,q-v} \; W_{o,c,u,v}, \quad \bar{b}_o = \sum_{n,i,j} \bar{y}_{n,o,i,j}`,
  },
  kernels: ['conv2d', 'conv2dBias', 'conv2dBiasRelu', 'conv2dInputGrad', 'conv2dWeightGrad', 'zip', 'paste'],
  operands: 3,
  forward: (image, weight, bias, options = {}) => {
    const { window: numbers, extra } = resolvePadding(options, sizeOfKernel(weight), 'conv2d');
    const window = convWindow(numbers, 'conv2d');
    checkChannels('conv2d', image, weight, bias, window.groups);
    const x = extended(image, extra);
    const size = outputSize([x.shape[2]!, x.shape[3]!], [weight.shape[2]!, weight.shape[3]!], window, 'conv2d');
    const out = emptyTensor([x.shape[0]!, weight.shape[0]!, ...size], x.dtype);
    const fused = bias === undefined || bias.dtype !== x.dtype ? null : fusedKernels();
    const inOneLoop = options.relu === true && fused !== null ? cpuKernels() : null;
    if (inOneLoop !== null && bias !== undefined) {
      inOneLoop.conv2dBiasRelu(x, weight, bias, window, out.shape, out.memory);
      return out;
    }
    if (fused !== null && bias !== undefined) fused.conv2dBias(x, weight, bias, window, out.shape, out.memory);
    else kernels().conv2d(x, weight, window, out.shape, out.memory);
    const sums = bias === undefined || fused !== null ? out : out.add(bias.reshape([-1, 1, 1]));
    return options.relu === true ? mapInto('relu', sums, sums.dtype) : sums;
  },
  backward: (upstream, { inputs, output, args: [, , bias, { relu = false, ...options } = {}] }) => {
    const [image, weight] = inputs;
    const { window, extra } = resolvePadding(options, sizeOfKernel(weight), 'conv2d');
    const x = extended(image, extra);
    const grad = relu ? throughRelu(upstream, output) : upstream;
    const gradients = [
      image.requiresGrad ? cropped(grad.conv2dInputGrad(weight, x.shape, window), image) : null, // images need none, and this is the costly half
      weight.requiresGrad ? grad.conv2dWeightGrad(x, weight.shape, window) : null,
    ];
    return bias === undefined ? gradients : [...gradients, grad.sum([0, 2, 3])];
  },
  examples: (g) => [
    [uniform(g, [2, 3, 5, 4], [-1, 1]), uniform(g, [2, 3, 3, 2], [-1, 1]), uniform(g, [2], [-1, 1])],
    [uniform(g, [1, 2, 5, 6], [-1, 1]), uniform(g, [4, 2, 3, 3], [-1, 1]), undefined, { stride: 2, padding: [1, 2] }],
    [
      uniform(g, [1, 4, 6, 5], [-1, 1]),
      uniform(g, [6, 2, 2, 2], [-1, 1]),
      uniform(g, [6], [-1, 1]),
      { dilation: 2, groups: 2 },
    ],
    [uniform(g, [1, 1, 1, 1], [-1, 1]), uniform(g, [1, 1, 1, 1], [-1, 1])],
    [
      uniform(g, [2, 2, 4, 5], [0.5, 1]),
      concat([uniform(g, [3, 2, 2, 2], [0.5, 1]), uniform(g, [2, 2, 2, 2], [-1, -0.5])]), // sums far from 0, where a ReLU has its kink
      uniform(g, [5], [-0.2, 0.2]),
      { padding: 1, relu: true },
    ],
    [
      uniform(g, [1, 2, 3, 4], [-1, 1]),
      uniform(g, [2, 2, 2, 4], [-1, 1]),
      uniform(g, [2], [-1, 1]),
      { padding: 'same' },
    ],
  ],
});

const sizeOfKernel = (weight: Tensor): [number, number] => [weight.shape[2] ?? 1, weight.shape[3] ?? 1];

/** With the row and column of zeros that padding on both sides alike cannot give. */
const extended = (x: Tensor, [below, right]: readonly [number, number]): Tensor =>
  below + right === 0 ? x : x.pad([0, right, 0, below]);

/** Without them. */
function cropped(grad: Tensor, { shape }: Tensor): Tensor {
  const rows = grad.shape[2] === shape[2] ? grad : grad.slice(2, 0, shape[2]!);
  return rows.shape[3] === shape[3] ? rows : rows.slice(3, 0, shape[3]!);
}
