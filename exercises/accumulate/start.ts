import type { Module, Optimizer, Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;
type Loss = (outputs: Tensor, targets: Tensor) => Tensor;

/** One update on a batch that is taken in pieces. x: [m, …], y: [m, …] → the mean loss */
export function accumulatedStep(
  model: Layer,
  optimizer: AnyOptimizer,
  loss: Loss,
  x: Tensor,
  y: Tensor,
  piece: number,
): number {
  // your turn: piece by piece.
  model.train();
  optimizer.zeroGrad();
  return loss(model.forward(x), y).itemSync() * piece;
}
