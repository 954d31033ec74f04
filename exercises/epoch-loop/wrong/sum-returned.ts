/**
 * The sum, not the mean
 *
 * You return the sum over all examples: twice the data would be twice the loss. Divide by the number of examples.
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
  for (const [x, y] of loader) {
    optimizer.zeroGrad();
    const batchLoss = loss(model.forward(x), y);
    batchLoss.backward();
    optimizer.step();
    total += batchLoss.itemSync() * x.shape[0]!;
  }
  return total;
}
