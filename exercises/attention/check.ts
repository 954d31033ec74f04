import type { Generator } from '#framework';
import { matrix } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

/** q [L, D], k [S, D], v [S, E] */
const three = (random: Generator, [L, S, D, E]: readonly [number, number, number, number], std = 1.5) => [
  matrix(random, L, D, std),
  matrix(random, S, D, std),
  matrix(random, S, E),
];

/** May be seen: about two of three, and in every row one at least. */
const mostly = (random: Generator, L: number, S: number): boolean[][] =>
  Array.from({ length: L }, () => {
    const sure = random.integer(S);
    return Array.from({ length: S }, (_, j) => j === sure || random.uniform() < 0.6);
  });

const causal = (T: number): boolean[][] =>
  Array.from({ length: T }, (_, i) => Array.from({ length: T }, (_, j) => j <= i));

/** Each weight by itself: one over how many times as likely all that is seen is, together. No row is shifted, none is divided by its sum. */
function oneByOne(q: number[][], k: number[][], v: number[][], mask?: boolean[][]): number[][] {
  const features = q[0]!.length;
  return q.map((query, i) => {
    const mixed = v[0]!.map(() => 0);
    const keys = [...k.keys()].filter((j) => mask === undefined || mask[i]![j]);
    const score = (j: number): number => {
      let sum = 0;
      for (let d = 0; d < features; d++) sum += query[d]! * k[j]![d]!;
      return sum * features ** -0.5;
    };
    const scores = new Map(keys.map((j) => [j, score(j)]));
    for (const j of keys) {
      let times = 0;
      for (const other of keys) times += Math.exp(scores.get(other)! - scores.get(j)!);
      for (const e of mixed.keys()) mixed[e]! += v[j]![e]! / times;
    }
    return mixed;
  });
}

export default defineExercise({
  kind: 'function',
  name: 'attention',
  args: ['q', 'k', 'v', 'mask'],
  answer: 'mixed',
  keepsArguments: true,
  cases: [
    known('by-hand', 'one query, two keys, two values', [[[2, 0, 0, 0]], [[1, 0, 0, 0], [0, 1, 0, 0]], [[10], [20]]]), // biome-ignore format: one line reads better
    known('random', 'three queries, four keys, random', (random) => three(random, [3, 4, 2, 3])),
    trap('unlike', 'five keys, three features, two outputs', (random) => three(random, [2, 5, 3, 2])),
    trap('square', 'as many queries as keys as features', (random) => three(random, [3, 3, 3, 2])),
    trap('one-feature', 'one feature', (random) => three(random, [3, 4, 1, 2])),
    trap('masked', 'some keys hidden', (random) => [...three(random, [3, 5, 2, 2]), mostly(random, 3, 5)]),
    trap('causal', 'only what came before', (random) => [...three(random, [4, 4, 3, 2]), causal(4)]),
    trap('all-hidden', 'a query that may see nothing', (random) => [
      ...three(random, [3, 4, 3, 2]),
      [[true, false, true, true], [false, false, false, false], [true, true, false, true]], // biome-ignore format: one line reads better
    ]),
    stable('far', 'scores at ±1000', (random) => three(random, [3, 4, 4, 2], 40)),
    stable('far-masked', 'scores at ±1000, some hidden', (random) => [
      ...three(random, [3, 4, 2, 2], 40),
      mostly(random, 3, 4),
    ]),
  ],
  truth: oneByOne,
  sizes: (q: number[][], k: number[][]) => ({ L: q.length, S: k.length, D: q[0]!.length }),
});
