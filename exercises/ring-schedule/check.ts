import { whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

export default defineExercise({
  kind: 'function',
  name: 'ringSchedule',
  args: ['workers', 'length', 'isCounted'],
  answer: 'board',
  driven: true,
  cases: [
    known('two', 'two workers, four cells', [2, 4]),
    known('four', 'four workers, eight cells', [4, 8]),
    known('random', 'a row that is cut evenly', (random) => {
      const workers = whole(random, 3, 6);
      return [workers, workers * whole(random, 2, 4)];
    }),
    trap('ragged', 'four workers, ten cells: no whole number each', [4, 10]),
    trap('ragged-random', 'a row that is not cut evenly', (random) => {
      const workers = whole(random, 3, 7);
      return [workers, workers * whole(random, 1, 3) + whole(random, 1, workers - 1)];
    }),
    trap('short', 'fewer cells than workers', (random) => [whole(random, 5, 8), whole(random, 2, 4)]),
    trap('alone', 'one worker', (random) => [1, whole(random, 3, 9)]),
    cost('ten', 'four workers, ten cells: 18 of them in a row', [4, 10, true]),
    cost('long', 'a long row', (random) => [whole(random, 5, 8), whole(random, 60, 99), true]),
  ],
  truth: (workers: number, length: number, isCounted = false) => {
    const told = Array.from({ length: workers }, () => Array.from({ length }, () => '1'.repeat(workers)));
    return isCounted ? { told, short: true } : { told };
  },
});
