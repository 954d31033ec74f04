/**
 * Gradients were never emptied
 *
 * backward adds to what is there: every step uses the gradients of all batches so far. Empty them before each
 * backward.
 *
 * @moment t=spiral-mlp.7~spiral-mlp.7!no-zero-grad&step=40
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
    batchLoss.backward();
    optimizer.step();
    total += batchLoss.itemSync() * x.shape[0]!;
    examples += x.shape[0]!;
  }
  return total / examples;
}
