/**
 * The pieces were added, not averaged
 *
 * Each piece’s mean went in whole: the update is as many times too long as there are pieces.
 *
 * @moment t=digits-cnn.7~digits-cnn.7!sum-not-mean&step=1
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
  for (let from = 0; from < m; from += piece) {
    const to = Math.min(m, from + piece);
    const own = loss(model.forward(x.slice(0, from, to)), y.slice(0, from, to));
    own.backward();
    total += (own.itemSync() * (to - from)) / m;
  }
  optimizer.step();
  return total;
}
