import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { accept, defineExercise, kill } from '../grader/define.ts';
import type { Given } from '../grader/sandbox/values.ts';

const seed = (random: Generator) => [whole(random, 1, 2 ** 30)];
const clean = ['scaler', 'imputer', 'copies', 'clips'];

export default defineExercise({
  kind: 'test',
  name: 'leaks',
  args: ['prepare', 'seed'],
  answer: 'passes',
  cases: [
    accept('scaler', 'a scaler that learns from the training rows', seed),
    accept('imputer', 'an imputer that learns from the training rows', seed),
    accept('copies', 'one that changes nothing', seed),
    accept('clips', 'one that clips at the ends of the training columns', seed),
    kill('leak-fit-on-all', 'a scaler that was fitted on all rows', seed),
    kill('min-max-on-all', 'a min-max scaler that was fitted on all rows', seed),
    kill('median-of-all', 'an imputer that knows all rows', seed),
    kill('chooses-columns-on-all', 'one that chooses columns by all rows', seed),
    kill('drops-twins-after-looking-at-test', 'one that drops training rows that are also in the test', seed),
    kill('leaks-only-through-max', 'one that looks at the largest number of all', seed),
    kill('leaks-only-through-holes', 'one that looks whether the test has holes', seed),
  ],
  right: (prepare: Given) => clean.includes(prepare.name),
});
