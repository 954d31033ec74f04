import { type Generator, LSTM } from '#framework';
import { matrix, vector } from '../cases/draw.ts';
import { onlyStep, type Weights } from '../cases/recurrent.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

const GATES = 4;

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

const step = (random: Generator, N: number, inputs: number, H: number, scale = 1) => {
  const [x, h, w] = cell(random, N, inputs, H, scale);
  return [x!, [h as number[][], matrix(random, N, H, 1)], w!];
};

export default defineExercise({
  kind: 'function',
  name: 'lstmStep',
  args: ['x', 'state', 'w'],
  answer: 'after',
  cases: [
    known('one-unit', 'one input, one unit', [
      [[1]],
      [[[0.5]], [[2]]],
      { ih: [[1], [-1], [2], [0.5]], hh: [[0.5], [1], [-1], [2]], bih: [0, 1, 0.25, 0], bhh: [0.5, 0, 0, -1] },
    ]),
    known('random', 'two examples, three inputs, two units, random', (random) => step(random, 2, 3, 2)),
    trap('wide', 'three examples, two inputs, four units', (random) => step(random, 3, 2, 4)),
    trap('one-example', 'a batch of one', (random) => step(random, 1, 3, 3)),
    trap('empty-memory', 'the first step: state and memory are 0', (random) => {
      const [x, , w] = step(random, 2, 2, 2);
      return [
        x!,
        [
          [
            [0, 0],
            [0, 0],
          ],
          [
            [0, 0],
            [0, 0],
          ],
        ],
        w!,
      ];
    }),
    stable('far', 'gates at ±1000', (random) => step(random, 2, 3, 3, 1000)),
  ],
  // The framework's own cell, which computes in float32.
  truth: (x: number[][], state: number[][][], w: Weights) => {
    const [h, c] = onlyStep(LSTM, x, state, w);
    return { h: h!, c: c! };
  },
  truthTolerance: { atol: 1e-5, rtol: 1e-4 },
});
