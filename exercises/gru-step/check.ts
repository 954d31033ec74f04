import { type Generator, GRU } from '#framework';
import { matrix, vector } from '../cases/draw.ts';
import { onlyStep, type Weights } from '../cases/recurrent.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

const GATES = 3;

/** [inputs, state, weights] for N examples. */
const cell = (random: Generator, N: number, inputs: number, H: number, scale = 1) => [
  matrix(random, N, inputs, scale),
  matrix(random, N, H, 0.5),
  weights(random, inputs, H),
];
const weights = (random: Generator, inputs: number, H: number) => ({
  ih: matrix(random, GATES * H, inputs, 1),
  hh: matrix(random, GATES * H, H, 1),
  bih: vector(random, GATES * H, 1),
  bhh: vector(random, GATES * H, 1),
});

export default defineExercise({
  kind: 'function',
  name: 'gruStep',
  args: ['x', 'h', 'w'],
  answer: 'h',
  cases: [
    known('one-unit', 'one input, one unit', [
      [[1]],
      [[0.5]],
      { ih: [[1], [-1], [2]], hh: [[0.5], [1], [-1]], bih: [0, 1, 0.25], bhh: [0.5, 0, 2] },
    ]),
    known('random', 'two examples, three inputs, two units, random', (random) => cell(random, 2, 3, 2)),
    trap('wide', 'three examples, two inputs, four units', (random) => cell(random, 3, 2, 4)),
    trap('one-example', 'a batch of one', (random) => cell(random, 1, 3, 3)),
    trap('zero-state', 'a state of zeros', (random) => {
      const [x, , w] = cell(random, 2, 2, 3);
      return [
        x!,
        [
          [0, 0, 0],
          [0, 0, 0],
        ],
        w!,
      ];
    }),
    stable('far', 'gates at ±1000', (random) => cell(random, 2, 3, 3, 1000)),
  ],
  // The framework's own cell, which computes in float32.
  truth: (x: number[][], h: number[][], w: Weights) => onlyStep(GRU, x, [h], w)[0]!,
  truthTolerance: { atol: 1e-5, rtol: 1e-4 },
});
