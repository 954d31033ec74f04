/**
 * Examined while training
 *
 * Dropout was dropping in the exam. Call model.eval() before the first batch.
 *
 * @moment t=digits-mlp.7(dropout=0.5)~digits-mlp.7(dropout=0.5)!validates-in-train-mode&step=40
 */

import { type Module, noGrad, type Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };

export function validate(
  model: Layer,
  loader: Iterable<[Tensor, Tensor]>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
): number {
  let total = 0;
  let examples = 0;
  for (const [x, y] of loader) {
    const batchLoss = noGrad(() => loss(model.forward(x), y).itemSync());
    total += batchLoss * x.shape[0]!;
    examples += x.shape[0]!;
  }
  model.train();
  return total / examples;
}
