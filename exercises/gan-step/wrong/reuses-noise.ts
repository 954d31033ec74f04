/**
 * The same noise for ever
 *
 * The first noise was kept, so the generator learns to place a handful of points and nothing between them. Draw anew in every step.
 *
 * @moment t=ring-gan.7~ring-gan.7!reuses-noise&step=40
 */

import { bceWithLogits, type Module, type Optimizer, ones, type Tensor, zeros } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;

const memory = new WeakMap<Layer, Tensor>();
function kept(generator: Layer, draw: () => Tensor, m: number): Tensor {
  const known = memory.get(generator) ?? draw();
  memory.set(generator, known);
  return known.shape[0]! > m ? known.slice(0, 0, m) : known;
}

export function ganStep(
  players: { generator: Layer; discriminator: Layer },
  optimizers: { generator: AnyOptimizer; discriminator: AnyOptimizer },
  real: Tensor,
  noise: (n: number) => Tensor,
): { discriminator: number; generator: number } {
  const { generator, discriminator } = players;
  const m = real.shape[0]!;
  const fake = generator.forward(kept(generator, () => noise(m), m)); // [m, …]

  optimizers.discriminator.zeroGrad(); // the generator's half left gradients here, too
  const known = bceWithLogits(discriminator.forward(real), ones([m, 1]));
  known.backward();
  const found = bceWithLogits(discriminator.forward(fake.detach()), zeros([m, 1]));
  found.backward();
  optimizers.discriminator.step();

  optimizers.generator.zeroGrad();
  const fooled = bceWithLogits(discriminator.forward(fake), ones([m, 1]));
  fooled.backward();
  optimizers.generator.step();
  return { discriminator: known.itemSync() + found.itemSync(), generator: fooled.itemSync() };
}
