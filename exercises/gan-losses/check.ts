import { decimal, vector } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

/** −log σ(z), piece by piece: a line on one side, nothing on the other. */
const surprise = (z: number): number => (z < -40 ? -z : z > 40 ? Math.exp(-z) : Math.log(1 + Math.exp(-z)));

/** The same by tanh: σ(z) = (1 + tanh(z/2)) / 2. */
function byTanh(real: number[], fake: number[]) {
  let discriminator = 0;
  let generator = 0;
  for (const z of real) discriminator += surprise(z) / real.length;
  for (const z of fake) {
    discriminator += surprise(-z) / fake.length;
    generator += surprise(z) / fake.length;
  }
  return { discriminator, generator, gradFake: fake.map((z) => (Math.tanh(z / 2) - 1) / (2 * fake.length)) };
}

export default defineExercise({
  kind: 'function',
  name: 'ganLosses',
  args: ['real', 'fake'],
  answer: 'losses',
  keepsArguments: true,
  cases: [
    known('knows-nothing', 'all logits 0: 2 ln 2 and ln 2', [
      [0, 0],
      [0, 0],
    ]),
    known('random', 'four of each, random', (random) => [vector(random, 4), vector(random, 4)]),
    trap('unequal', 'five real ones and two fakes', (random) => [vector(random, 5), vector(random, 2)]),
    trap('sees-through', 'fakes that the discriminator sees through', (random) => [
      vector(random, 3),
      [decimal(random, -7, 0.5), decimal(random, -5, 0.5), decimal(random, -6, 0.5)],
    ]),
    trap('fooled', 'fakes that pass for real', (random) => [
      vector(random, 2),
      [decimal(random, 5, 0.5), decimal(random, 4, 0.5), decimal(random, 6, 0.5)],
    ]),
    stable('thousands', 'logits of ±1000', (random) => [
      [1000, -1000, decimal(random)],
      [1000, -1000, decimal(random)],
    ]),
  ],
  truth: byTanh,
  sizes: (real: number[], fake: number[]) => ({ m: real.length, n: fake.length }),
});
