/**
 * The generator moved first
 *
 * Both orders are in use. Here the discriminator learns first, and the generator asks the one that has just learned.
 *
 * @convention
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
  const fake = generator.forward(noise(m)); // [m, …]

  optimizers.generator.zeroGrad();
  const fooled = bceWithLogits(discriminator.forward(fake), ones([m, 1]));
  fooled.backward();
  optimizers.generator.step();

  optimizers.discriminator.zeroGrad();
  const known = bceWithLogits(discriminator.forward(real), ones([m, 1]));
  known.backward();
  const found = bceWithLogits(discriminator.forward(fake.detach()), zeros([m, 1]));
  found.backward();
  optimizers.discriminator.step();
  return { discriminator: known.itemSync() + found.itemSync(), generator: fooled.itemSync() };
}
