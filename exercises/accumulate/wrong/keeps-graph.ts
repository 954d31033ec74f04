/**
 * All pieces were in memory at once
 *
 * You went forward through all pieces before you walked back through any: each was held until the end. Walk back piece by piece.
 */

import { add, type Module, type Optimizer, type Tensor } from '#framework';

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
  let sum: Tensor | null = null;
  let total = 0;
  for (let from = 0; from < m; from += piece) {
    const to = Math.min(m, from + piece);
    const own = loss(model.forward(x.slice(0, from, to)), y.slice(0, from, to));
    const share = own.mul((to - from) / m);
    sum = sum === null ? share : add(sum, share);
    total += (own.itemSync() * (to - from)) / m;
  }
  sum?.backward();
  optimizer.step();
  return total;
}
