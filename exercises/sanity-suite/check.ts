import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { accept, defineExercise, kill } from '../grader/define.ts';
import type { Given } from '../grader/sandbox/values.ts';

const right = ['plain', 'withAdam', 'withDropout'];
const seed = (random: Generator) => [whole(random, 1, 2 ** 30)];

export default defineExercise({
  kind: 'test',
  name: 'isHealthy',
  framework: true,
  args: ['training', 'seed'],
  cases: [
    accept('plain', 'plain descent on three clouds', seed),
    accept('withAdam', 'the same with Adam', seed),
    accept('withDropout', 'the same with dropout', seed),
    kill('labels-from-one', 'training labels that count from 1', seed),
    kill('no-zero-grad', 'gradients that are never emptied', seed),
    kill('detached-layer', 'a hidden layer cut off from the loss', seed),
    kill('softmax-applied-twice', 'chances where scores are wanted', seed),
    kill('frozen-first-layer', 'an optimizer that was given half of the parameters', seed),
    kill('rate-zero', 'a learning rate of 0', seed),
    kill('inputs-zeroed', 'inputs multiplied away', seed),
    kill('targets-of-another-batch', 'labels of the batch before', seed),
    kill('trains-on-validation', 'an examination that learns', seed),
    kill('summed-over-classes', 'a loss that counts every class', seed),
  ],
  right: (training: Given) => right.includes(training.name),
  repeats: 1,
});
