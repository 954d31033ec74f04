import { bceWithLogits, type Generator, tensor } from '#framework';
import { between, labels, vector } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

/** Labels of which some are 0 and some are 1. */
function both(random: Generator, n: number): number[] {
  const drawn = labels(random, n, 2);
  drawn[0] = 1;
  drawn[n - 1] = 0;
  return drawn;
}

/** Far on one side or the other. */
const far = (random: Generator): number => (random.uniform() < 0.5 ? -1 : 1) * between(random, 720, 900);

export default defineExercise({
  kind: 'function',
  name: 'bceFromLogits',
  args: ['logits', 'labels'],
  answer: 'loss',
  keepsArguments: true,
  cases: [
    known('even', 'two logits of 0', [
      [0, 0],
      [1, 0],
    ]),
    // (ln 4/3 + ln 4) / 2
    known('thirds', 'logits ln 3 and −ln 3, both labels 1', [
      [Math.log(3), -Math.log(3)],
      [1, 1],
    ]),
    known('random', 'five logits, random', (random) => [vector(random, 5), both(random, 5)]),
    trap('one', 'a single example', (random) => [vector(random, 1), labels(random, 1, 2)]),
    trap('all-zeros', 'every label 0', (random) => [vector(random, 4), [0, 0, 0, 0]]),
    trap('all-ones', 'every label 1', (random) => [vector(random, 3), [1, 1, 1]]),
    trap('seven', 'seven logits, random', (random) => [vector(random, 7, 3), both(random, 7)]),
    stable('sure-of-yes', 'z = 1000, and it is a no', [[1000], [0]]),
    stable('sure-of-no', 'z = −1000, and it is a yes', [[-1000], [1]]),
    stable('forty', 'z = 40, and it is a no: σ(40) is exactly 1 in float64', [[40], [0]]),
    stable('sure-and-right', 'z = 1000 and z = −1000, both right', [
      [1000, -1000],
      [1, 0],
    ]),
    stable('far-and-random', 'logits of some hundreds, random', (random) => [
      [far(random), far(random), far(random), far(random)],
      both(random, 4),
    ]),
  ],
  // The framework's own op, in float64.
  truth: (logits: number[], right: number[]) =>
    bceWithLogits(tensor(logits, { dtype: 'float64' }), tensor(right, { dtype: 'float64' })).itemSync(),
  sizes: (logits: number[]) => ({ m: logits.length }),
  facts: [
    {
      id: 'never-negative',
      title: 'A chance is at most 1, so minus its logarithm is never below 0. Yours is.',
      holds: (_, answer) => !(typeof answer === 'number' && answer < -1e-12),
    },
  ],
});
