/**
 * A history nobody needs
 *
 * Memory for a backward that never comes. Ask the model inside noGrad.
 */

import type { Module, Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };

export function validate(
  model: Layer,
  loader: Iterable<[Tensor, Tensor]>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
): number {
  model.eval();
  let total = 0;
  let examples = 0;
  for (const [x, y] of loader) {
    const batchLoss = loss(model.forward(x), y).itemSync();
    total += batchLoss * x.shape[0]!;
    examples += x.shape[0]!;
  }
  model.train();
  return total / examples;
}
