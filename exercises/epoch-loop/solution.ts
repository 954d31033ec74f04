import type { Module, Optimizer, Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;

/** Trains for one epoch and returns the mean loss per example. */
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
    total += batchLoss.itemSync() * x.shape[0]!;
    examples += x.shape[0]!;
  }
  return total / examples;
}
