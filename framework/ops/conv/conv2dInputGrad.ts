import { kernels } from '../../kernels/backend.ts';
import type { Shape } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Conv2dOptions, convWindow } from './convolution.ts';

type Args = [grad: Tensor, weight: Tensor, shape: Shape, options?: Conv2dOptions];

/**
 * ∂L/∂x of a convolution, as an op of its own so that it can be differentiated again: it is linear in both arguments.
 * grad: [N, O, OH, OW], weight: [O, C/groups, KH, KW], shape: that of x → [N, C, H, W]
 */
export const conv2dInputGrad: Op<Args> = defineOp<Args>({
  name: 'conv2dInputGrad',
  summary: 'What a convolution sends back to its input.',
  tex: {
    forward: String.raw`y_{n,c,p,q} = \sum_{o,u,v} g_{n,o,p-u,q-v} \; W_{o,c,u,v}`,
    backward: String.raw`\bar{g} = \operatorname{conv2d}(\bar{y}, W), \quad \bar{W}_{o,c,u,v} = \sum_{n,i,j} g_{n,o,i,j} \, \bar{y}_{n,c,i+u,j+v}`,
  },
  kernels: ['conv2dInputGrad'],
  operands: 2,
  forward: (grad, weight, shape, options = {}) => {
    const out = emptyTensor(shape, grad.dtype);
    kernels().conv2dInputGrad(grad, weight, convWindow(options, 'conv2dInputGrad'), shape, out.memory);
    return out;
  },
  backward: (upstream, { inputs: [grad, weight], args: [, , , options] }) => [
    upstream.conv2d(weight, undefined, options),
    grad.conv2dWeightGrad(upstream, weight.shape, options),
  ],
  examples: (g) => [
    [uniform(g, [2, 2, 3, 3], [-1, 1]), uniform(g, [2, 3, 3, 2], [-1, 1]), [2, 3, 5, 4]],
    [
      uniform(g, [1, 4, 3, 4], [-1, 1]),
      uniform(g, [4, 1, 3, 3], [-1, 1]),
      [1, 2, 5, 6],
      { stride: 2, padding: [1, 2], groups: 2 },
    ],
  ],
});
