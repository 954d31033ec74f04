/** The surprise -ln p of a classifier at the right class, and what it sends back: p minus the truth. A class that does not exist: NaN, and a flag. */
import { sizeOf } from '../../tensor/shape.ts';
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { acrossColumns, runRows } from './rows.ts';
import { LOG_TOTAL } from './softmax.ts';
import { raisedUnlessIgnored, watchedIndex } from './watched.ts';
import { wgsl } from './wgsl.ts';

export const crossEntropy: FusedKernels<GpuMemory>['crossEntropy'] = (logits, targets, losses, probabilities) => {
  if (sizeOf(logits.shape) === 0) return;
  const watched = watchedIndex(losses.engine);
  runRows({
    key: 'crossEntropy',
    views: { x: logits, right: acrossColumns(targets, logits.shape[1]!) },
    writes: { losses, probabilities },
    watched,
    body: wgsl`${LOG_TOTAL}
  for (var k = first; k < p.length; k += STRIDE) {
    probabilities[row * p.length + k] = exponential(x[start + i32(k) * p.x_step] - largest) / total;
  }
  if (first == 0u) {
    let truth = right[right_at(row)];
    if (truth < 0 || truth >= i32(p.length)) {
      losses[row] = nan();
      ${raisedUnlessIgnored(watched, 'truth')}
    } else {
      losses[row] = logarithm(total) + (largest - x[start + truth * p.x_step]); // not -ln p: p may have become 0
    }
  }`,
  });
};

/** One thread an element. */
export const crossEntropyGrad: FusedKernels<GpuMemory>['crossEntropyGrad'] = (probabilities, targets, grad, out) => {
  const size = sizeOf(probabilities.shape);
  const classes = probabilities.shape[1]!;
  const place = walk('n', probabilities.shape, {
    p: probabilities,
    target: acrossColumns(targets, classes),
    grad: acrossColumns(grad, classes),
  });
  out.engine.run({
    key: `crossEntropyGrad ${place.rank}`,
    program: () => ({
      params: { size: 'u32', classes: 'u32', ...place.types },
      reads: { probabilities: 'f32', targets: 'i32', gradient: 'f32' },
      writes: { result: 'f32' },
      declarations: place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let isTruth = f32(targets[target_at(i)] == i32(i % p.classes));
  result[i] = (probabilities[p_at(i)] - isTruth) * gradient[grad_at(i)];`,
    }),
    params: { size, classes, ...place.values },
    reads: [probabilities.memory, targets.memory, grad.memory],
    writes: [out],
    groups: Math.ceil(size / WORKGROUP),
  });
};
