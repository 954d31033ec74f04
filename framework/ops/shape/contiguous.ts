import { kernels } from '../../kernels/backend.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

/** The same tensor lying flat in memory: itself when it already does, a copy otherwise. */
export const contiguous: Op<[x: Tensor]> = defineOp<[x: Tensor]>({
  name: 'contiguous',
  summary: 'The same tensor lying flat in memory, row by row.',
  tex: { forward: String.raw`y = x`, backward: String.raw`\bar{x} = \bar{y}` },
  kernels: ['copy'],
  forward: (x) => {
    if (x.isContiguous) return x;
    const out = emptyTensor(x.shape, x.dtype);
    kernels().copy(x, out.memory);
    return out;
  },
  backward: (grad) => [grad],
  examples: (g) => [[uniform(g, [2, 3], [-1, 1])], [uniform(g, [3, 1, 2], [-1, 1])]],
});
