import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkMatrix, triangle } from './triangle.ts';

type Args = [x: Tensor, diagonal?: number];

/**
 * The lower triangle of each matrix, zeros above it. `diagonal` moves the edge: 1 keeps one more diagonal, -1 one less.
 *
 * @example ones([3, 3]).tril() // who may look back at whom
 */
export const tril: Op<Args> = defineOp<Args>({
  name: 'tril',
  summary: 'The lower triangle of each matrix, zeros above it.',
  tex: {
    forward: String.raw`y_{ij} = [j \le i + d] \, x_{ij}`,
    backward: String.raw`\bar{x}_{ij} = [j \le i + d] \, \bar{y}_{ij}`,
  },
  kernels: ['select'],
  forward: (x, diagonal = 0) => {
    checkMatrix('tril', x, diagonal);
    return triangle(x.shape, (row, column) => column <= row + diagonal)
      .where(x, 0)
      .to(x.dtype); // a mask stays a mask
  },
  backward: (grad, { args: [, diagonal] }) => [grad.tril(diagonal)],
  examples: (g) => [
    [uniform(g, [3, 3], [-1, 1])],
    [uniform(g, [2, 2, 4], [-1, 1]), 1],
    [uniform(g, [3, 2], [-1, 1]), -1],
  ],
});
