/**
 * Gradients were never emptied
 *
 * backward adds to what is there, also to what the other half has left. Empty a player’s gradients before its own backward.
 *
 * @moment t=ring-gan.7~ring-gan.7!no-zero-grad&step=40
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

  const known = bceWithLogits(discriminator.forward(real), ones([m, 1]));
  known.backward();
  const found = bceWithLogits(discriminator.forward(fake.detach()), zeros([m, 1]));
  found.backward();
  optimizers.discriminator.step();

  const fooled = bceWithLogits(discriminator.forward(fake), ones([m, 1]));
  fooled.backward();
  optimizers.generator.step();
  return { discriminator: known.itemSync() + found.itemSync(), generator: fooled.itemSync() };
}
