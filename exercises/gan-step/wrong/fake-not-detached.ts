/**
 * The discriminator’s walk goes on into the generator
 *
 * Every number is right, and a third of the work is for nothing: the fakes were not cut off, so the generator got gradients in a half that is not its own. Give the discriminator `fake.detach()`.
 *
 * @moment t=ring-gan.7~ring-gan.7!fake-not-detached&step=40
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
  const known = bceWithLogits(discriminator.forward(real), ones([m, 1]));
  known.backward();
  const found = bceWithLogits(discriminator.forward(fake), zeros([m, 1]));
  found.backward({ retainGraph: true });
  optimizers.discriminator.step();

  optimizers.generator.zeroGrad();
  const fooled = bceWithLogits(discriminator.forward(fake), ones([m, 1]));
  fooled.backward();
  optimizers.generator.step();
  return { discriminator: known.itemSync() + found.itemSync(), generator: fooled.itemSync() };
}
