import type { Module, Optimizer, Tensor } from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type AnyOptimizer = Optimizer<{ lr: number }>;

/** One step of two players: the discriminator learns, then the generator. Returns what each paid. real: [m, …] */
export function ganStep(
  players: { generator: Layer; discriminator: Layer },
  optimizers: { generator: AnyOptimizer; discriminator: AnyOptimizer },
  real: Tensor,
  noise: (n: number) => Tensor,
): { discriminator: number; generator: number } {
  const fake = players.generator.forward(noise(real.shape[0]!));
  // your turn: first the discriminator's half, then the generator's.
  return { discriminator: 0 * fake.size, generator: 0 * optimizers.generator.lr };
}
