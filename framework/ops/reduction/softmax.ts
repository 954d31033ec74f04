import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { alongRows } from './alongRows.ts';

/**
 * Scores become probabilities along an axis (default the last): each is positive and they add up to 1. The largest score is
 * subtracted first, which changes nothing in the quotient and keeps every exponential at most 1.
 */
export const softmax: Op<[x: Tensor, axis?: number]> = defineOp<[x: Tensor, axis?: number]>({
  name: 'softmax',
  summary: 'Scores become probabilities along an axis.',
  tex: {
    forward: String.raw`p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}`,
    backward: String.raw`\bar{z}_k = p_k \Bigl( \bar{p}_k - \sum_j \bar{p}_j \, p_j \Bigr)`,
  },
  kernels: ['softmax', 'reduce', 'zip', 'map'],
  forward: (x, axis = -1) => {
    if (x.size === 0) return x;
    const inOneLoop = alongRows(x, axis, (fused, out) => fused.softmax(x, out));
    if (inOneLoop !== null) return inOneLoop;
    const powers = x.sub(x.max(axis, { keepdim: true })).exp();
    return powers.div(powers.sum(axis, { keepdim: true }));
  },
  backward: (grad, { output: p, args: [, axis = -1] }) => [
    alongRows(p, axis, (fused, out) => fused.softmaxGrad(grad, p, out)) ??
      p.mul(grad.sub(grad.mul(p).sum(axis, { keepdim: true }))),
  ],
  examples: (g) => [[uniform(g, [2, 3], [-2, 2])], [uniform(g, [3, 2, 2], [-2, 2]), 0], [uniform(g, [1, 1], [-2, 2])]],
});
