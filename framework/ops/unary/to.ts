import { kernels } from '../../kernels/backend.ts';
import { type DType, isFloat } from '../../tensor/dtype.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../elementwise.ts';

/** The same numbers as another dtype. Fractions are cut off by int32; bool asks "is it not 0?". */
export const to: Op<[x: Tensor, dtype: DType]> = defineOp<[x: Tensor, dtype: DType]>({
  name: 'to',
  summary: 'The same numbers as another dtype.',
  tex: { forward: String.raw`y_i = x_i`, backward: String.raw`\bar{x}_i = \bar{y}_i` },
  kernels: ['copy'],
  forward: (x, dtype) => {
    if (x.dtype === dtype) return x;
    const out = emptyTensor(x.shape, dtype);
    kernels().copy(x, out.memory);
    return out;
  },
  backward: (grad, { inputs: [x], output }) => [isFloat(output.dtype) ? grad.to(x.dtype) : null],
  examples: (g) => [[uniform(g, [2, 3], [-1, 1]), 'float64']],
});
