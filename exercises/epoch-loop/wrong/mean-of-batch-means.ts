/**
 * The mean of the means
 *
 * The batch of 1 counts like a batch of 4. Weigh each mean by its batch, and divide by all examples.
 *
 * @moment t=digits-mlp.7~digits-mlp.7!mean-of-batch-means&step=64
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
  let total = 0;
  let examples = 0;
  for (const [x, y] of loader) {
    optimizer.zeroGrad();
    const batchLoss = loss(model.forward(x), y);
    batchLoss.backward();
    optimizer.step();
    total += batchLoss.itemSync();
    examples += 1;
  }
  return total / examples;
}
