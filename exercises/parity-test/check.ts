import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { accept, defineExercise, kill } from '../grader/define.ts';
import type { Given } from '../grader/sandbox/values.ts';

const right = ['float32', 'otherOrder', 'tiny', 'large'];
const seed = (random: Generator) => [whole(random, 1, 2 ** 30)];

export default defineExercise({
  kind: 'test',
  name: 'agrees',
  args: ['pair', 'seed'],
  cases: [
    accept('float32', 'the same in float32', seed),
    accept('otherOrder', 'the same in float32, added up in another order', seed),
    accept('tiny', 'the same in float32, with outputs near 1e-6', seed),
    accept('large', 'the same in float32, with outputs near ten thousand', seed),
    kill('weight-transposed', 'its weight is transposed', seed),
    kill('inputs-permuted', 'its inputs come in another order', seed),
    kill('bias-dropped', 'it has no bias', seed),
    kill('softmax-on-top', 'it returns probabilities', seed),
    kill('logits-doubled', 'its logits are twice as large', seed),
    kill('dropout-on', 'its dropout is still on', seed),
    kill('batch-mean-leaks', 'it subtracts the mean of the batch', seed),
    kill('first-output-only', 'only its first output is right', seed),
    kill('tiny-and-different', 'its outputs are near 1e-6, and others', seed),
  ],
  right: (pair: Given) => right.includes(pair.name),
});
