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
  let total = 0;
  for (const [x, y] of loader) {
    total += loss(model.forward(x), y).itemSync(); // your turn: train, too
  }
  return total;
}
