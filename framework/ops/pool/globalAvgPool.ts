import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { positionAxes } from './positionAxes.ts';

type Args = [x: Tensor];

/**
 * The mean of each channel over all its positions: sequences and images of any size become one vector an example.
 * x: [N, C, …] → [N, C]. Source: Lin, Chen & Yan, "Network in network" (2014), §3.2.
 */
export const globalAvgPool: Op<Args> = composeOp<Args>({
  name: 'globalAvgPool',
  summary: 'The mean of each channel over all its positions.',
  tex: {
    forward: String.raw`y_{nc} = \frac{1}{HW} \sum_{i,j} x_{ncij}`,
    backward: String.raw`\bar{x}_{ncij} = \frac{1}{HW} \, \bar{y}_{nc}`,
  },
  kernels: ['reduce', 'zip'],
  forward: (x) => x.mean(positionAxes('globalAvgPool', x)),
  examples: (g) => [[uniform(g, [2, 3, 2, 4], [-1, 1])], [uniform(g, [2, 2, 5], [-1, 1])]],
});
