/**
 * Backward through all batches so far
 *
 * The running total is a tensor that remembers every batch, and each backward walks all of them again. Walk the loss
 * of this batch; add up numbers.
 */

import { add, type Module, type Optimizer, type Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;

export function trainEpoch(
  model: Layer,
  loader: Iterable<[Tensor, Tensor]>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
  optimizer: AnyOptimizer,
): number {
  model.train();
  let total: Tensor | null = null;
  let sum = 0;
  let examples = 0;
  for (const [x, y] of loader) {
    optimizer.zeroGrad();
    const batchLoss = loss(model.forward(x), y);
    total = total === null ? batchLoss : add(total, batchLoss);
    total.backward({ retainGraph: true });
    optimizer.step();
    sum += batchLoss.itemSync() * x.shape[0]!;
    examples += x.shape[0]!;
  }
  return sum / examples;
}
