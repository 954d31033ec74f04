import { kernels } from '../../kernels/backend.ts';
import type { Shape } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Conv2dOptions, convWindow } from './convolution.ts';

type Args = [grad: Tensor, x: Tensor, shape: Shape, options?: Conv2dOptions];

/**
 * ∂L/∂weight of a convolution, as an op of its own so that it can be differentiated again: it is linear in both arguments.
 * grad: [N, O, OH, OW], x: [N, C, H, W], shape: that of the weight → [O, C/groups, KH, KW]
 */
export const conv2dWeightGrad: Op<Args> = defineOp<Args>({
  name: 'conv2dWeightGrad',
  summary: 'What a convolution sends back to its weights.',
  tex: {
    forward: String.raw`y_{o,c,u,v} = \sum_{n,i,j} g_{n,o,i,j} \; x_{n,c,i+u,j+v}`,
    backward: String.raw`\bar{g} = \operatorname{conv2d}(x, \bar{y}), \quad \bar{x}_{n,c,p,q} = \sum_{o,u,v} g_{n,o,p-u,q-v} \, \bar{y}_{o,c,u,v}`,
  },
  kernels: ['conv2dWeightGrad'],
  operands: 2,
  forward: (grad, x, shape, options = {}) => {
    const out = emptyTensor(shape, grad.dtype);
    kernels().conv2dWeightGrad(grad, x, convWindow(options, 'conv2dWeightGrad'), shape, out.memory);
    return out;
  },
  backward: (upstream, { inputs: [grad, x], args: [, , , options] }) => [
    x.conv2d(upstream, undefined, options),
    grad.conv2dInputGrad(upstream, x.shape, options),
  ],
  examples: (g) => [
    [uniform(g, [2, 2, 3, 3], [-1, 1]), uniform(g, [2, 3, 5, 4], [-1, 1]), [2, 3, 3, 2]],
    [
      uniform(g, [1, 4, 3, 4], [-1, 1]),
      uniform(g, [1, 2, 5, 6], [-1, 1]),
      [4, 1, 3, 3],
      { stride: 2, padding: [1, 2], groups: 2 },
    ],
  ],
});
