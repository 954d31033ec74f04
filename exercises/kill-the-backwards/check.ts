import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { accept, defineExercise, kill } from '../grader/define.ts';
import type { Given } from '../grader/sandbox/values.ts';

const right = ['constant', 'tiny', 'huge', 'twoOutputs', 'kinkFarAway'];
const seed = (random: Generator) => [whole(random, 1, 2 ** 30)];

export default defineExercise({
  kind: 'test',
  name: 'accepts',
  args: ['rule', 'seed'],
  cases: [
    accept('constant', 'a function that never changes: its gradient is 0', seed),
    accept('tiny', 'slopes of a millionth', seed),
    accept('huge', 'slopes of a million', seed),
    accept('twoOutputs', 'two numbers in, two out', seed),
    accept('kinkFarAway', 'a kink, far from every input', seed),
    kill('upstream-dropped', 'a rule that ignores its upstream', seed),
    kill('zeros-for-shares', 'a rule that returns zeros', seed),
    kill('transpose-unmoved', 'a rule that leaves a transposed gradient where it is', seed),
    kill('last-entry-wrong', 'a rule that is wrong in its last entry', seed),
    kill('factor-two-at-1e-6', 'a rule that is off by a factor of 2 where slopes are tiny', seed),
    kill('sign-flipped-when-negative', 'a rule that is wrong for negative inputs', seed),
    kill('cross-terms-dropped', 'a rule that keeps the diagonal only', seed),
    kill('scatter-assign-not-add', 'a rule that counts a row once that was taken twice', seed),
  ],
  right: (rule: Given) => right.includes(rule.name),
});
