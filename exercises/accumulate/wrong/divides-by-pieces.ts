/**
 * The ragged piece counted too much
 *
 * You divided by the number of pieces. A piece counts by its rows over all rows.
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
  const pieces = Math.ceil(m / piece);
  model.train();
  optimizer.zeroGrad();
  let total = 0;
  for (let from = 0; from < m; from += piece) {
    const to = Math.min(m, from + piece);
    const own = loss(model.forward(x.slice(0, from, to)), y.slice(0, from, to));
    own.mul(1 / pieces).backward();
    total += (own.itemSync() * (to - from)) / m;
  }
  optimizer.step();
  return total;
}
