/**
 * Only the last piece counted
 *
 * You emptied the gradients before every piece. Empty them once, before the first.
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
    optimizer.zeroGrad();
    const own = loss(model.forward(x.slice(0, from, to)), y.slice(0, from, to));
    own.mul((to - from) / m).backward();
    total += (own.itemSync() * (to - from)) / m;
  }
  optimizer.step();
  return total;
}
