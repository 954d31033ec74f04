import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { accept, defineExercise, kill } from '../grader/define.ts';
import type { Given } from '../grader/sandbox/values.ts';

const seed = (random: Generator) => [whole(random, 1, 2 ** 30)];
const right = ['remembers', 'searchesAgain'];

export default defineExercise({
  kind: 'test',
  name: 'cases',
  args: ['pool', 'seed'],
  answer: 'passes',
  cases: [
    accept('remembers', 'a pool that remembers its winners', seed),
    accept('searchesAgain', 'a pool that looks for them again on the way back', seed),
    kill('maxpool-grad-spread', 'a pool that pays the whole window', seed),
    kill('tie-grad-duplicated', 'a pool that pays every equal winner', seed),
    kill('overlap-overwrites', 'a pool that pays a double winner once', seed),
    kill('starts-from-zero', 'a pool that knows no negative maximum', seed),
    kill('last-wins-tie', 'a pool in which the last equal cell wins', seed),
    kill('average-not-max', 'a pool that averages', seed),
    kill('grad-in-pooled-shape', 'a pool that hands the gradient on as it came', seed),
    kill('no-tie', 'a pool that pays nobody in a tie', seed),
    kill('no-overlap', 'a pool that knows no stride', seed),
    kill('positive-only', 'a pool that forgets signs', seed),
    kill('ones-upstream', 'a pool that ignores what comes back', seed),
    kill('square-and-even', 'a pool for even squares', seed),
  ],
  right: (pool: Given) => right.includes(pool.name),
});
