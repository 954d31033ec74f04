import type { Generator } from '#framework';
import { scrambled, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const distinct = (random: Generator, n: number): number[] => scrambled(random, n).map((i) => 100 + 7 * i);

export default defineExercise({
  kind: 'function',
  name: 'splitByTime',
  args: ['times', 'share'],
  answer: 'rows',
  keepsArguments: true,
  cases: [
    known('sorted', 'four moments in order', [[10, 20, 30, 40], 0.5]),
    known('random', 'eight moments, not in order', (random) => [distinct(random, 8), 0.75]),
    trap('backwards', 'the newest stands first', [[50, 40, 30, 20, 10], 0.5]),
    trap('ties', 'equal moments at the cut', [[3, 1, 2, 2, 2, 5, 4, 6], 0.25]),
    trap('all-equal', 'one moment only', [[7, 7, 7, 7], 0.5]),
    trap('text', '9 is before 10', [[10, 9, 100, 8], 0.5]),
    trap('odd', 'seven moments', (random) => [distinct(random, 7), 0.25]),
    trap('busy', 'many rows of few moments', (random) => [
      Array.from({ length: 12 }, () => whole(random, 1, 5) * 3),
      0.5,
    ]),
  ],
  // Moment by moment: the earliest learn until there are enough rows.
  truth: (times: number[], share: number) => {
    const enough = Math.floor(share * times.length);
    const moments = [...new Set(times)].sort((a, b) => a - b);
    const parts: [number[], number[]] = [[], []];
    for (const moment of moments) {
      const rows = times.flatMap((time, row) => (time === moment ? [row] : []));
      parts[parts[0].length < enough ? 0 : 1].push(...rows);
    }
    return parts;
  },
});
