import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { positionAxes } from './positionAxes.ts';

type Args = [x: Tensor];

/** The largest number of each channel over all its positions; ties share the gradient. x: [N, C, …] → [N, C] */
export const globalMaxPool: Op<Args> = composeOp<Args>({
  name: 'globalMaxPool',
  summary: 'The largest number of each channel over all its positions.',
  tex: {
    forward: String.raw`y_{nc} = \max_{i,j} x_{ncij}`,
    backward: String.raw`\bar{x}_{ncij} = \frac{[x_{ncij} = y_{nc}]}{\#\{\text{winners}\}} \, \bar{y}_{nc}`,
  },
  kernels: ['reduce'],
  forward: (x) => x.max(positionAxes('globalMaxPool', x)),
  examples: (g) => [[uniform(g, [2, 3, 2, 4], [-1, 1])], [uniform(g, [2, 2, 5], [-1, 1])]],
});
