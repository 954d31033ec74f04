/**
 * One batch behind
 *
 * The step comes before its backward, so it uses the gradients of the batch before. Backward first, then step.
 *
 * @moment t=spiral-mlp.7~spiral-mlp.7!step-before-backward&step=40
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
    const batchLoss = loss(model.forward(x), y);
    optimizer.step();
    optimizer.zeroGrad();
    batchLoss.backward();
    total += batchLoss.itemSync() * x.shape[0]!;
    examples += x.shape[0]!;
  }
  return total / examples;
}
