import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** What WebGPU promises everywhere. */
const LIMIT = 65_535;

export default defineExercise({
  kind: 'function',
  name: 'groupsFor',
  args: ['count', 'groupSize', 'most'],
  answer: 'groups',
  cases: [
    known('full', '64 numbers, groups of 64', [64, 64]),
    known('one-more', '65 numbers, groups of 64', [65, 64]),
    known('random', 'a random count, no multiple of the group', (random) => {
      const size = 2 ** whole(random, 5, 8);
      return [size * whole(random, 2, 40) + whole(random, 1, size - 1), size];
    }),
    trap('none', 'nothing to do', [0, 64]),
    trap('exactly', 'exactly as many groups as fit along x', [LIMIT * 64, 64]),
    trap('spill', 'one number more than that', [LIMIT * 64 + 1, 64]),
    trap('three-rows', 'three full rows', [LIMIT * 3 * 256, 256]),
    trap('small', 'a card that takes few groups, the last row not full', (random) => {
      const [most, size] = [whole(random, 5, 20), whole(random, 3, 16)];
      const groups = most * whole(random, 2, 6) + whole(random, 1, most - 1);
      return [groups * size - whole(random, 1, size - 1), size, most];
    }),
    trap('alone', 'groups of a single thread', [LIMIT + 10, 1]),
  ],
  // Groups are handed out one by one until everyone has a thread, and rows until every group has a place.
  truth: (count: number, size: number, most: number = LIMIT) => {
    let groups = 0;
    for (let left = count; left > 0; left -= size) groups++;
    let rows = 1;
    while (rows * most < groups) rows++;
    return [rows === 1 ? groups : most, rows, 1];
  },
});
