import { inferShape, type Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { contiguous } from './contiguous.ts';

/**
 * The same numbers in the same row-major order under another shape. Shares memory when the tensor lies flat, copies otherwise.
 *
 * @example x.reshape([2, -1]) // one size may be -1: it is worked out
 */
export const reshape: Op<[x: Tensor, shape: Shape]> = defineOp<[x: Tensor, shape: Shape]>({
  name: 'reshape',
  summary: 'The same numbers in the same order under another shape.',
  tex: {
    forward: String.raw`y = \operatorname{reshape}(x)`,
    backward: String.raw`\bar{x} = \operatorname{reshape}(\bar{y})`,
  },
  kernels: ['copy'],
  forward: (x, shape) => {
    const target = inferShape(x.shape, shape, 'reshape');
    const flat = x.isContiguous ? x : contiguous(x);
    const output = new Tensor(flat.storage, target, undefined, flat.offset);
    output.reshapedFrom = x.shape;
    return output;
  },
  backward: (grad, { inputs: [x] }) => [grad.reshape(x.shape)],
  examples: (g) => [
    [uniform(g, [2, 6], [-1, 1]), [3, -1]],
    [uniform(g, [4], [-1, 1]), [2, 1, 2]],
    [uniform(g, [1], [-1, 1]), []],
  ],
});
