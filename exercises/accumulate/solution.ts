import type { Module, Optimizer, Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;
type Loss = (outputs: Tensor, targets: Tensor) => Tensor;

/**
 * One update on a batch that is taken in pieces: each piece's mean by its share. x: [m, …], y: [m, …] → the mean loss
 *
 * Source of the idea: Ott et al., "Scaling neural machine translation" (2018), section 3.2, cumulative updates.
 */
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
    own.mul((to - from) / m).backward();
    total += (own.itemSync() * (to - from)) / m;
  }
  optimizer.step();
  return total;
}
