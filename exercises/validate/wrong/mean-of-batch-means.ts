/**
 * The mean of the means
 *
 * The batch of 1 counts like a batch of 4. Multiply each mean by the size of its batch, and divide once by all examples.
 *
 * @moment t=digits-mlp.7~digits-mlp.7!mean-of-batch-means&step=64
 */

import { type Module, noGrad, type Tensor } from '#framework';

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
    const batchLoss = noGrad(() => loss(model.forward(x), y).itemSync());
    total += batchLoss;
    examples += 1;
  }
  model.train();
  return total / examples;
}
