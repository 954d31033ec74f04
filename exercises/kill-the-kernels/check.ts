import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { accept, defineExercise, kill } from '../grader/define.ts';
import type { Given } from '../grader/sandbox/values.ts';

const seed = (random: Generator) => [whole(random, 1, 2 ** 30)];
const right = ['tree', 'neighbours', 'alone'];

export default defineExercise({
  kind: 'test',
  name: 'inputs',
  args: ['kernel', 'seed'],
  answer: 'passes',
  repeats: 1,
  cases: [
    accept('tree', 'a tree of halves', seed),
    accept('neighbours', 'a tree of neighbours', seed),
    accept('alone', 'a kernel in which one thread does it all', seed),
    kill('missing-barrier', 'a sum without waiting', seed),
    kill('barrier-in-divergent-branch', 'a sum that a browser refuses', seed),
    kill('no-identity', 'a sum whose idle threads bring a number along', seed),
    kill('starts-at-full-width', 'a sum with a round too many', seed),
    kill('local-for-global-id', 'a sum of the first group, for every group', seed),
    kill('overwrites-not-adds', 'a sum that only moves numbers', seed),
    kill('multiple-of-group', 'a sum for full groups', seed),
    kill('all-ones', 'a sum that counts', seed),
    kill('one-group-only', 'a sum of one group', seed),
    kill('zeros-at-the-end', 'a sum without the last number', seed),
    kill('too-small', 'a sum of few numbers', seed),
  ],
  right: (kernel: Given) => right.includes(kernel.name),
});
