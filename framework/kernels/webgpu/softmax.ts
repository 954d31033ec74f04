/**
 * Scores become probabilities along the last axis, and the logarithm of that. The largest score is taken out first: nothing can
 * overflow, and the quotient stays what it is. A NaN among the scores makes the whole row NaN, as in the reference.
 */
import { sizeOf } from '../../tensor/shape.ts';
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { runRows } from './rows.ts';
import { wgsl } from './wgsl.ts';

/** WGSL over a view `x`: `largest` of the row, and `total` = Σ e^(x - largest). */
export const LOG_TOTAL = wgsl`
  let start = x_at(row);
  var part = -infinity();
  for (var k = first; k < p.length; k += STRIDE) { part = larger(part, x[start + i32(k) * p.x_step]); }
  let largest = rowLargest(part, first);
  part = 0.0;
  for (var k = first; k < p.length; k += STRIDE) { part += exponential(x[start + i32(k) * p.x_step] - largest); }
  let total = rowSum(part, first);`;

export const softmax: FusedKernels<GpuMemory>['softmax'] = (x, out) => {
  if (sizeOf(x.shape) === 0) return;
  runRows({
    key: 'softmax',
    views: { x },
    writes: { y: out },
    body: wgsl`${LOG_TOTAL}
  for (var k = first; k < p.length; k += STRIDE) {
    y[row * p.length + k] = exponential(x[start + i32(k) * p.x_step] - largest) / total;
  }`,
  });
};

export const logSoftmax: FusedKernels<GpuMemory>['logSoftmax'] = (x, out) => {
  if (sizeOf(x.shape) === 0) return;
  runRows({
    key: 'logSoftmax',
    views: { x },
    writes: { y: out },
    body: wgsl`${LOG_TOTAL}
  let logTotal = logarithm(total);
  for (var k = first; k < p.length; k += STRIDE) {
    y[row * p.length + k] = x[start + i32(k) * p.x_step] - largest - logTotal;
  }`,
  });
};

/** p (ḡ - Σ ḡ p): what all scores have in common changes nothing. */
export const softmaxGrad: FusedKernels<GpuMemory>['softmaxGrad'] = (grad, y, out) => {
  if (sizeOf(y.shape) === 0) return;
  runRows({
    key: 'softmaxGrad',
    views: { g: grad, y },
    writes: { result: out },
    body: wgsl`
  let gStart = g_at(row);
  let yStart = y_at(row);
  var part = 0.0;
  for (var k = first; k < p.length; k += STRIDE) {
    part += g[gStart + i32(k) * p.g_step] * y[yStart + i32(k) * p.y_step];
  }
  let level = rowSum(part, first);
  for (var k = first; k < p.length; k += STRIDE) {
    result[row * p.length + k] = y[yStart + i32(k) * p.y_step] * (g[gStart + i32(k) * p.g_step] - level);
  }`,
  });
};

/** ḡ - e^y Σ ḡ */
export const logSoftmaxGrad: FusedKernels<GpuMemory>['logSoftmaxGrad'] = (grad, y, out) => {
  if (sizeOf(y.shape) === 0) return;
  runRows({
    key: 'logSoftmaxGrad',
    views: { g: grad, y },
    writes: { result: out },
    body: wgsl`
  let gStart = g_at(row);
  let yStart = y_at(row);
  var part = 0.0;
  for (var k = first; k < p.length; k += STRIDE) { part += g[gStart + i32(k) * p.g_step]; }
  let total = rowSum(part, first);
  for (var k = first; k < p.length; k += STRIDE) {
    result[row * p.length + k] = g[gStart + i32(k) * p.g_step] - exponential(y[yStart + i32(k) * p.y_step]) * total;
  }`,
  });
};
