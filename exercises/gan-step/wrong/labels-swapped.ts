/**
 * Real is called generated
 *
 * The discriminator is told that real ones are generated and fakes real. Both losses fall beautifully, and the fakes flee. Ones for real, zeros for fakes.
 *
 * @moment t=ring-gan.7~ring-gan.7!labels-swapped&step=40
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

  optimizers.discriminator.zeroGrad(); // the generator's half left gradients here, too
  const known = bceWithLogits(discriminator.forward(real), zeros([m, 1]));
  known.backward();
  const found = bceWithLogits(discriminator.forward(fake.detach()), ones([m, 1]));
  found.backward();
  optimizers.discriminator.step();

  optimizers.generator.zeroGrad();
  const fooled = bceWithLogits(discriminator.forward(fake), ones([m, 1]));
  fooled.backward();
  optimizers.generator.step();
  return { discriminator: known.itemSync() + found.itemSync(), generator: fooled.itemSync() };
}
