/**
 * Scores become probabilities along the last axis, and the logarithm of that. The largest score is taken out first: nothing can
 * overflow, and the quotient stays what it is.
 */
import type { FusedKernels } from '../Kernels.ts';
import { rowsOf } from './rows.ts';

export const softmax: FusedKernels['softmax'] = (x, out) => {
  const { values, n } = rowsOf(x);
  for (let row = 0; row < values.length; row += n) {
    const { largest, total } = logTotal(values, row, n);
    for (let i = row; i < row + n; i++) out[i] = Math.exp(values[i]! - largest) / total;
  }
};

export const logSoftmax: FusedKernels['logSoftmax'] = (x, out) => {
  const { values, n } = rowsOf(x);
  for (let row = 0; row < values.length; row += n) {
    const { largest, total } = logTotal(values, row, n);
    for (let i = row; i < row + n; i++) out[i] = values[i]! - largest - Math.log(total);
  }
};

/** The largest of a row, and Σ e^(x - largest). */
function logTotal(values: Float64Array, row: number, n: number): { largest: number; total: number } {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = row; i < row + n; i++) largest = Math.max(largest, values[i]!);
  let total = 0;
  for (let i = row; i < row + n; i++) total += Math.exp(values[i]! - largest);
  return { largest, total };
}

/** p (ḡ - Σ ḡ p): what all scores have in common changes nothing. */
export const softmaxGrad: FusedKernels['softmaxGrad'] = (grad, y, out) => {
  const { values: g, n } = rowsOf(grad);
  const { values: p } = rowsOf(y);
  for (let row = 0; row < g.length; row += n) {
    let common = 0;
    for (let i = row; i < row + n; i++) common += g[i]! * p[i]!;
    for (let i = row; i < row + n; i++) out[i] = p[i]! * (g[i]! - common);
  }
};

/** ḡ - e^y Σ ḡ */
export const logSoftmaxGrad: FusedKernels['logSoftmaxGrad'] = (grad, y, out) => {
  const { values: g, n } = rowsOf(grad);
  const { values: logs } = rowsOf(y);
  for (let row = 0; row < g.length; row += n) {
    let total = 0;
    for (let i = row; i < row + n; i++) total += g[i]!;
    for (let i = row; i < row + n; i++) out[i] = g[i]! - Math.exp(logs[i]!) * total;
  }
};
