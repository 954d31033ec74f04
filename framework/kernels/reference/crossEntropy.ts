/** The surprise -ln p of a classifier at the right class, and what it sends back: p minus the truth. */
import type { FusedKernels } from '../Kernels.ts';
import { rowsOf } from './rows.ts';
import { softmax } from './softmax.ts';

export const crossEntropy: FusedKernels['crossEntropy'] = (logits, targets, losses, probabilities) => {
  const { values, n } = rowsOf(logits);
  const { values: right } = rowsOf(targets);
  softmax(logits, probabilities);
  for (let row = 0; row < right.length; row++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) largest = Math.max(largest, values[row * n + i]!);
    let total = 0;
    for (let i = 0; i < n; i++) total += Math.exp(values[row * n + i]! - largest);
    losses[row] = Math.log(total) + largest - values[row * n + right[row]!]!; // not -ln p: p may have become 0
  }
};

export const crossEntropyGrad: FusedKernels['crossEntropyGrad'] = (probabilities, targets, grad, out) => {
  const { values: p, n } = rowsOf(probabilities);
  const { values: right } = rowsOf(targets);
  const { values: g } = rowsOf(grad);
  for (let i = 0; i < p.length; i++) {
    const row = Math.floor(i / n);
    out[i] = (p[i]! - Number(right[row] === i % n)) * g[row]!;
  }
};
