import { type Generator, tensor } from '#framework';
import { vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const pairs = (random: Generator, m: number): [number[], number[]] => [vector(random, m), vector(random, m)];

export default defineExercise({
  kind: 'function',
  name: 'allPairsLoss',
  args: ['predictions', 'targets'],
  answer: 'loss',
  driven: true,
  keepsArguments: true,
  cases: [
    known('two', 'two predictions, two targets', [
      [1, 3],
      [2, 6],
    ]),
    known('three', 'three of each, random', (random) => pairs(random, 3)),
    trap('one', 'a single example', [[4], [1]]),
    trap('equal-targets', 'all targets are equal', (random) => [vector(random, 4), [2.5, 2.5, 2.5, 2.5]]),
    trap('flat', 'the flat line through the mean', [
      [3, 3, 3, 3],
      [1, 2, 4, 5],
    ]),
    trap('perfect', 'every prediction meets its own target', [
      [-2, 0, 1, 5],
      [-2, 0, 1, 5],
    ]),
    trap('seven', 'seven of each, random', (random) => pairs(random, 7)),
    cost('many', '300 of each: how often is a number used?', (random) => pairs(random, 300)),
  ],
  // What the bug itself does: [m, 1] minus [m], squared, mean. float32.
  truth: (predictions: number[], targets: number[]) => {
    const column = tensor(predictions).unsqueeze(1); // [m, 1]
    const loss = column.sub(tensor(targets)).square().mean().itemSync();
    return predictions.length < 100 ? loss : { loss, uses: 'a few times each' };
  },
  truthTolerance: { atol: 1e-4, rtol: 1e-5 },
});
