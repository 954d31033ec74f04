import type { Generator } from '#framework';
import { scrambled, vector, whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

/** Values that are all different, so that each says where it comes from. */
const distinct = (random: Generator, n: number): number[] => scrambled(random, n).map((value) => 10 + 3 * value);

export default defineExercise({
  kind: 'function',
  name: 'windows',
  args: ['series', 'history', 'horizon'],
  answer: 'pairs',
  keepsArguments: true,
  cases: [
    known('seven', 'seven values, three shown, the next asked for', [[1, 2, 4, 8, 16, 32, 64], 3, 1]),
    known('further', 'the value two steps on', [[5, 3, 8, 1, 9, 2, 7, 4], 3, 2]),
    known('random', 'twelve values, random', (random) => [distinct(random, 12), 4, 2]),
    trap('three-on', 'three steps on', (random) => [distinct(random, 14), whole(random, 3, 5), 3]),
    trap('none', 'one value too few for a window', [[3, 1, 4, 1, 5], 4, 2]),
    trap('one', 'room for exactly one window', (random) => [distinct(random, 7), 5, 2]),
    trap('shortest', 'a history of one value', (random) => [distinct(random, 6), 1, 1]),
    trap('horizon-longer', 'a horizon longer than the history', (random) => [distinct(random, 11), 2, 5]),
    cost('day', 'seventy values, a day of 24 shown', (random) => [vector(random, 70), 24, 1]),
  ],
  // From the answers backwards: which values lie before each value that could be asked for?
  truth: (series: number[], history: number, horizon: number) => {
    const x: number[][] = [];
    const y: number[] = [];
    for (const [at, value] of series.entries()) {
      const last = at - horizon;
      const seen = series.filter((_, place) => place <= last && place > last - history);
      if (seen.length < history) continue;
      x.push(seen);
      y.push(value);
    }
    return { x, y };
  },
  sizes: (series: number[], history: number, horizon: number) => ({ T: series.length, history, horizon }),
});
