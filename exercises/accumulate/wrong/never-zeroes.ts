/**
 * The last step’s gradient is still in
 *
 * backward adds to what is there, and something was. Empty the gradients before the first piece.
 */

import type { Module, Optimizer, Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;
type Loss = (outputs: Tensor, targets: Tensor) => Tensor;

export function accumulatedStep(
  model: Layer,
  optimizer: AnyOptimizer,
  loss: Loss,
  x: Tensor,
  y: Tensor,
  piece: number,
): number {
  const m = x.shape[0]!;
  model.train();
  let total = 0;
  for (let from = 0; from < m; from += piece) {
    const to = Math.min(m, from + piece);
    const own = loss(model.forward(x.slice(0, from, to)), y.slice(0, from, to));
    own.mul((to - from) / m).backward();
    total += (own.itemSync() * (to - from)) / m;
  }
  optimizer.step();
  return total;
}
