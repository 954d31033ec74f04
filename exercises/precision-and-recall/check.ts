import type { Generator } from '#framework';
import { labels, short } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** Chances in hundredths, so that a score can meet the threshold. */
const scores = (random: Generator, n: number): number[] =>
  Array.from({ length: n }, () => short((1 + random.integer(98)) / 100));

/** Which of the examples fulfil it. */
const those = (count: number, holds: (i: number) => boolean): ReadonlySet<number> =>
  new Set(Array.from({ length: count }, (_, i) => i).filter(holds));
const shared = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => [...a].filter((i) => b.has(i)).length;
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

export default defineExercise({
  kind: 'function',
  name: 'precisionRecall',
  args: ['scores', 'labels', 'threshold'],
  answer: 'shares',
  keepsArguments: true,
  cases: [
    // called: 0.9, 0.8, 0.6; yes: 0.9, 0.6, 0.4, 0.1
    known('by-hand', 'three called, four who are', [[0.9, 0.8, 0.6, 0.4, 0.3, 0.1], [1, 0, 1, 1, 0, 1], 0.5]),
    known('random', 'nine examples, threshold 0.35, random', (random) => [scores(random, 9), labels(random, 9, 2), 0.35]), // biome-ignore format: one line reads better
    trap('on-the-threshold', 'a score that is exactly the threshold', [[0.7, 0.7, 0.9, 0.2], [1, 0, 1, 1], 0.7]),
    trap('between', 'a score between one half and the threshold', [[0.6, 0.9, 0.85, 0.1, 0.3], [1, 1, 0, 1, 0], 0.8]),
    trap('below-half', 'a threshold below one half', (random) => [
      [0.3, 0.45, ...scores(random, 6)],
      [1, 0, ...labels(random, 6, 2)],
      0.25,
    ]),
    trap('nobody-called', 'nobody reaches the threshold', (random) => [
      scores(random, 5).map((score) => short(score / 2)),
      [1, 0, ...labels(random, 3, 2)],
      0.95,
    ]),
    trap('nobody-is', 'nobody is a yes', (random) => [[0.9, ...scores(random, 4)], [0, 0, 0, 0, 0], 0.5]),
    trap('everyone', 'a threshold of 0: everybody is called', (random) => [
      scores(random, 6),
      [1, 0, 0, ...labels(random, 3, 2)],
      0,
    ]),
    trap('rare', 'one yes among twelve, and it is missed', (random) => [
      [0.4, 0.6, ...scores(random, 10).map((score) => short(score / 2))],
      [1, ...Array<number>(11).fill(0)],
      0.5,
    ]),
  ],
  truth: (chances: number[], right: number[], threshold: number) => {
    const called = those(chances.length, (i) => !(chances[i]! < threshold));
    const are = those(chances.length, (i) => right[i] === 1);
    return [share(shared(called, are), called.size), share(shared(called, are), are.size)];
  },
  sizes: (chances: number[]) => ({ m: chances.length }),
  facts: [
    {
      id: 'shares',
      title: 'Both numbers are shares, between 0 and 1. One of yours is not.',
      holds: (_, answer) => !Array.isArray(answer) || (answer as number[]).every((value) => value >= 0 && value <= 1),
    },
  ],
});
