import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, type ReduceOptions, reduceInto } from './reduction.ts';

type Args = [x: Tensor, axes?: Axes | undefined, options?: ReduceOptions];

/** Do all entries differ from 0, over axes (everything when none are named)? A bool tensor; over nothing the answer is true. */
export const all: Op<Args> = defineOp<Args>({
  name: 'all',
  summary: 'Do all entries differ from 0, over axes?',
  tex: { forward: String.raw`y_j = \bigwedge_i [x_{ij} \ne 0]`, backward: String.raw`\text{no derivative}` },
  kernels: ['zip', 'reduce'],
  forward: (x, axes, options) => reduceInto('prod', x.ne(0), axes, options, 'bool'),
  backward: null,
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]).gt(0)],
    [uniform(g, [2, 3, 2], [-1, 1]).gt(0), [0, 2]],
    [uniform(g, [2, 3], [-1, 1]).round(), 1, { keepdim: true }],
  ],
});
