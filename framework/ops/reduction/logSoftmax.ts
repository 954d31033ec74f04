import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { alongRows } from './alongRows.ts';

/**
 * Logarithm of softmax along an axis (default the last), computed without ever forming a probability that could underflow
 * to 0: z_k - m - ln Σ e^(z_j - m), with m the largest score ("log-sum-exp").
 */
export const logSoftmax: Op<[x: Tensor, axis?: number]> = defineOp<[x: Tensor, axis?: number]>({
  name: 'logSoftmax',
  summary: 'Logarithm of softmax, without underflow.',
  tex: {
    forward: String.raw`y_k = z_k - \ln \sum_j e^{z_j}`,
    backward: String.raw`\bar{z}_k = \bar{y}_k - e^{y_k} \sum_j \bar{y}_j`,
  },
  kernels: ['logSoftmax', 'reduce', 'zip', 'map'],
  forward: (x, axis = -1) => {
    if (x.size === 0) return x;
    const inOneLoop = alongRows(x, axis, (fused, out) => fused.logSoftmax(x, out));
    if (inOneLoop !== null) return inOneLoop;
    const shifted = x.sub(x.max(axis, { keepdim: true }));
    return shifted.sub(shifted.exp().sum(axis, { keepdim: true }).log());
  },
  backward: (grad, { output: y, args: [, axis = -1] }) => [
    alongRows(y, axis, (fused, out) => fused.logSoftmaxGrad(grad, y, out)) ??
      grad.sub(y.exp().mul(grad.sum(axis, { keepdim: true }))),
  ],
  examples: (g) => [[uniform(g, [2, 3], [-2, 2])], [uniform(g, [3, 2, 2], [-2, 2]), 0], [uniform(g, [1, 1], [-2, 2])]],
});
