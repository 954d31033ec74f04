/**
 * A batch that is always 64
 *
 * The last batch of an epoch may be smaller, and yours got 64 fakes beside it. Take the number from the real ones: `real.shape[0]`.
 */

import { bceWithLogits, type Module, type Optimizer, ones, type Tensor, zeros } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;

export function ganStep(
  players: { generator: Layer; discriminator: Layer },
  optimizers: { generator: AnyOptimizer; discriminator: AnyOptimizer },
  real: Tensor,
  noise: (n: number) => Tensor,
): { discriminator: number; generator: number } {
  const { generator, discriminator } = players;
  const m = real.shape[0]!;
  const fake = generator.forward(noise(64)); // [m, …]

  optimizers.discriminator.zeroGrad(); // the generator's half left gradients here, too
  const known = bceWithLogits(discriminator.forward(real), ones([m, 1]));
  known.backward();
  const found = bceWithLogits(discriminator.forward(fake.detach()), zeros([64, 1]));
  found.backward();
  optimizers.discriminator.step();

  optimizers.generator.zeroGrad();
  const fooled = bceWithLogits(discriminator.forward(fake), ones([64, 1]));
  fooled.backward();
  optimizers.generator.step();
  return { discriminator: known.itemSync() + found.itemSync(), generator: fooled.itemSync() };
}
