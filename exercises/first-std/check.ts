import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** Never square, and never with as many numbers one way as the other. */
const matrix = (random: Generator): number[] => [whole(random, 3, 20), whole(random, 30, 400)];
const kernel = (random: Generator): number[] => [
  whole(random, 20, 40),
  whole(random, 3, 12),
  whole(random, 2, 3),
  whole(random, 4, 5),
];

/** Every number of the weight is met once: those of one output are its fan-in, those that share an input the fan-out. */
function byCounting(shape: number[], rule: string): number {
  const all = shape.reduce((product, n) => product * n, 1);
  const [fanIn, fanOut] = [all / shape[0]!, all / shape[1]!];
  // The variance at which a sum of that many products keeps the spread: of what ReLU leaves, or on the mean of the two ways.
  const products = rule === 'he' ? fanIn / 2 : (fanIn + fanOut) / 2;
  return products ** -0.5;
}

export default defineExercise({
  kind: 'function',
  name: 'firstStd',
  args: ['shape', 'rule'],
  answer: 'std',
  keepsArguments: true,
  cases: [
    known('he', '64 outputs, 16 inputs, he: √(2/16)', [[64, 16], 'he']),
    known('random-he', 'a random matrix, he', (random) => [matrix(random), 'he']),
    known('random-xavier', 'a random matrix, xavier', (random) => [matrix(random), 'xavier']),
    trap('digits', 'ten classes of 784 pixels, xavier', [[10, 784], 'xavier']),
    trap('digits-he', 'ten classes of 784 pixels, he', [[10, 784], 'he']),
    trap('window', 'a convolution, he', [[16, 8, 3, 3], 'he']),
    trap('window-xavier', 'a convolution, xavier', [[16, 8, 3, 3], 'xavier']),
    trap('random-window', 'a random convolution', (random) => [kernel(random), 'he']),
    trap('sound', 'a kernel of one axis', (random) => [[whole(random, 9, 20), whole(random, 2, 6), 5], 'xavier']),
  ],
  truth: byCounting,
});
