/**
 * One step for the whole epoch
 *
 * The step stands behind the loop: the gradients of all batches were added up and used once. Step for every batch.
 */

import type { Module, Optimizer, Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;

export function trainEpoch(
  model: Layer,
  loader: Iterable<[Tensor, Tensor]>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
  optimizer: AnyOptimizer,
): number {
  model.train();
  optimizer.zeroGrad();
  let total = 0;
  let examples = 0;
  for (const [x, y] of loader) {
    const batchLoss = loss(model.forward(x), y);
    batchLoss.backward();
    total += batchLoss.itemSync() * x.shape[0]!;
    examples += x.shape[0]!;
  }
  optimizer.step();
  return total / examples;
}
