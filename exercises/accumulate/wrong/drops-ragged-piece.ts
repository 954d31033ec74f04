/**
 * The last examples were left out
 *
 * You took whole pieces only. The last may be smaller, and a batch smaller than a piece is one.
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
  optimizer.zeroGrad();
  let total = 0;
  for (let from = 0; from + piece <= m; from += piece) {
    const to = from + piece;
    const own = loss(model.forward(x.slice(0, from, to)), y.slice(0, from, to));
    own.mul((to - from) / m).backward();
    total += (own.itemSync() * (to - from)) / m;
  }
  optimizer.step();
  return total;
}
