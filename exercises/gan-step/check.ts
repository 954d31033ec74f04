import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { between, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Rows = number[][];
/** The order in which a state dict has them. */
const names = ['0.weight', '0.bias', '2.weight', '2.bias'] as const;
type Player = Record<(typeof names)[number], Rows | number[]>;
interface Players {
  readonly generator: Player;
  readonly discriminator: Player;
}

const player = (random: Generator, outputs: number): Player => ({
  '0.weight': matrix(random, 2, 2, 0.8),
  '0.bias': vector(random, 2, 0.5),
  '2.weight': matrix(random, outputs, 2, 0.8),
  '2.bias': vector(random, outputs, 0.5),
});

const players = (random: Generator) => ({ generator: player(random, 2), discriminator: player(random, 1) });
const rates = (random: Generator) => ({
  generator: between(random, 0.1, 0.3),
  discriminator: between(random, 0.3, 0.5),
});
const drawn = (sizes: readonly number[], rows: number) => (random: Generator) => [
  players(random),
  rates(random),
  sizes.map((m) => matrix(random, m, 2, 1)),
  matrix(random, rows, 2, 1),
];

const layer = (rows: Rows, bias: number[], x: readonly number[]): number[] =>
  rows.map((row, i) => row.reduce((sum, weight, j) => sum + weight * x[j]!, bias[i]!));
function answer(p: Player, x: readonly number[]): number[] {
  const hidden = layer(p['0.weight'] as Rows, p['0.bias'] as number[], x).map(Math.tanh);
  return layer(p['2.weight'] as Rows, p['2.bias'] as number[], hidden);
}

/** −log σ(z) where it is to be real, −log(1 − σ(z)) where not, in the mean. */
const paid = (judge: Player, rows: Rows, isReal: boolean): number =>
  rows.reduce((sum, row) => sum + Math.log(1 + Math.exp((isReal ? -1 : 1) * answer(judge, row)[0]!)), 0) / rows.length;

const flat = (p: Player): number[] => names.flatMap((name) => (p[name] as Rows).flat());

/** One plain step down a loss of one player, with slopes by differences. */
function stepped(p: Player, lr: number, loss: (p: Player) => number) {
  const slopes = Object.fromEntries(
    names.map((name) => [name, centralDifferences((at) => loss({ ...p, [name]: at }), p[name])]),
  ) as Player;
  const down = (value: unknown, slope: unknown): unknown =>
    Array.isArray(value)
      ? value.map((item, i) => down(item, (slope as unknown[])[i]))
      : (value as number) - lr * (slope as number);
  const next = Object.fromEntries(names.map((name) => [name, down(p[name], slopes[name])])) as Player;
  return { next, gradient: flat(slopes) };
}

/** The whole game in float64, number by number. */
function byDifferences(
  start: Players,
  lr: { generator: number; discriminator: number },
  batches: readonly Rows[],
  noise: Rows,
) {
  let { generator, discriminator } = start;
  let at = 0;
  const halves: { steps: string; moved: string; gradient: number[] }[] = [];
  const told = batches.map((real) => {
    const seeds = real.map(() => noise[at++ % noise.length]!);
    const fakes = seeds.map((seed) => answer(generator, seed));
    const judged = (p: Player): number => paid(p, real, true) + paid(p, fakes, false);
    const first = { discriminator: judged(discriminator) };
    const one = stepped(discriminator, lr.discriminator, judged);
    discriminator = one.next;
    halves.push({ steps: 'discriminator', moved: 'discriminator', gradient: one.gradient });
    const fooled = (p: Player): number => paid(discriminator, seeds.map((seed) => answer(p, seed)), true); // biome-ignore format: one line reads better
    const second = { generator: fooled(generator) };
    const two = stepped(generator, lr.generator, fooled);
    generator = two.next;
    halves.push({ steps: 'generator', moved: 'generator', gradient: two.gradient });
    return { ...first, ...second };
  });
  return {
    paid: told,
    halves,
    draws: batches.map(({ length }) => length),
    discriminatorReachedTheGenerator: false,
    end: { generator: flat(generator), discriminator: flat(discriminator) },
  };
}

export default defineExercise({
  kind: 'framework',
  name: 'ganStep',
  args: ['weights', 'rates', 'real', 'noise'],
  answer: 'game',
  cases: [
    known('one-step', 'one step on four points', [
      {
        generator: { '0.weight': [[1, 0.5], [-0.5, 1]], '0.bias': [0, 0.1], '2.weight': [[0.5, 0], [0, 0.5]], '2.bias': [0.1, 0] }, // biome-ignore format: one line reads better
        discriminator: { '0.weight': [[0.5, -1], [1, 0.5]], '0.bias': [0.2, 0], '2.weight': [[1, -0.5]], '2.bias': [0] }, // biome-ignore format: one line reads better
      },
      { generator: 0.2, discriminator: 0.4 },
      [[[1, 1], [1, 0.5], [0.5, 1], [1, 2]]], // biome-ignore format: one line reads better
      [[1, 0], [0, 1], [-1, 0], [0.5, -1]], // biome-ignore format: one line reads better
    ]),
    known('random', 'one step on five points, random', drawn([5], 5)),
    trap('three-steps', 'three steps, one after the other', drawn([4, 4, 4], 12)),
    trap('short-batch', 'a batch of 3 after one of 6', drawn([6, 3], 9)),
  ],
  // The framework computes in float32.
  tolerance: { atol: 2e-5, rtol: 2e-4 },
  truth: byDifferences,
});
