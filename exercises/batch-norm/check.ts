import type { Generator } from '#framework';
import { between, matrix, short, vector } from '../cases/draw.ts';
import { call, read, set } from '../cases/scripts.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Step, Value } from '../grader/sandbox/values.ts';

type Rows = number[][];

const forward = (x: Rows, on = 0) => call('forward', [x], on);
const backward = (random: Generator, rows: number, columns: number, on = 0) =>
  call('backward', [matrix(random, rows, columns)], on);
/** γ and β as training would leave them. */
const learned = (random: Generator, features: number) => [
  set(
    'gamma',
    Array.from({ length: features }, () => between(random, 0.5, 2)),
  ),
  set('beta', vector(random, features)),
];
const memory = (on = 0) => [read('runningMean', on), read('runningVar', on)];

interface State {
  training: boolean;
  gamma: number[];
  beta: number[];
  runningMean: number[];
  runningVar: number[];
  x: Rows;
}

const column = (x: Rows, j: number): number[] => x.map((row) => row[j]!);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
/** Mean of the squares less the square of the mean, about a number near by. */
const variance = (values: readonly number[]): number => {
  const moved = values.map((value) => value - values[0]!);
  return Math.max(0, mean(moved.map((value) => value ** 2)) - mean(moved) ** 2);
};

function output({ training, gamma, beta, runningMean, runningVar }: State, x: Rows): Rows {
  return x.map((row) =>
    row.map((value, j) => {
      const [mu, square] = training ? [mean(column(x, j)), variance(column(x, j))] : [runningMean[j]!, runningVar[j]!];
      return (gamma[j]! * (value - mu)) / Math.sqrt(square + 1e-5) + beta[j]!;
    }),
  );
}

/** How x̂ᵢ answers to xₖ, written out: (δᵢₖ − 1/N − x̂ᵢ x̂ₖ / N) / √(σ² + ε). */
function gradients({ gamma, x }: State, grad: Rows): { x: Rows; gamma: number[]; beta: number[] } {
  const n = x.length;
  const measured = gamma.map((_, j) => {
    const values = column(x, j);
    const spread = Math.sqrt(variance(values) + 1e-5);
    return { spread, hat: values.map((value) => (value - mean(values)) / spread) };
  });
  return {
    x: x.map((row, k) =>
      row.map((_, j) => {
        const { spread, hat } = measured[j]!;
        const answer = (i: number): number => ((i === k ? 1 : 0) - 1 / n - (hat[i]! * hat[k]!) / n) / spread;
        return grad.reduce((sum, one, i) => sum + one[j]! * gamma[j]! * answer(i), 0);
      }),
    ),
    gamma: measured.map(({ hat }, j) => hat.reduce((sum, value, i) => sum + value * grad[i]![j]!, 0)),
    beta: gamma.map((_, j) => column(grad, j).reduce((a, b) => a + b, 0)),
  };
}

function played([features]: readonly [number], script: readonly Step[]): Value[] {
  const fresh = (): State => ({
    training: true,
    gamma: new Array(features).fill(1),
    beta: new Array(features).fill(0),
    runningMean: new Array(features).fill(0),
    runningVar: new Array(features).fill(1),
    x: [],
  });
  const states = [fresh(), fresh()];
  return script.map((step): Value => {
    const state = states[step.on ?? 0]!;
    if ('read' in step) return state[step.read as keyof State];
    if ('set' in step) {
      Object.assign(state, { [step.set]: step.to });
      return null;
    }
    const [rows] = step.with as [Rows];
    if (step.call === 'backward') return gradients(state, rows);
    const made = output(state, rows);
    if (state.training) {
      state.x = rows;
      const n = rows.length;
      state.runningMean = state.runningMean.map((old, j) => old + 0.1 * (mean(column(rows, j)) - old));
      state.runningVar = state.runningVar.map(
        (old, j) => old + 0.1 * ((variance(column(rows, j)) * n) / (n - 1) - old),
      );
    }
    return made;
  });
}

/** Numbers that lie a thousandth apart, where ε is larger than their variance. */
const faint = (random: Generator, rows: number): number[] => {
  const from = short(random.normal(0, 2));
  return Array.from({ length: rows }, (_, i) => short(from + (i % 2 === 0 ? 0 : 0.002)));
};

export default defineExercise({
  kind: 'class',
  name: 'BatchNorm',
  args: ['[features]', 'script'],
  answer: 'steps',
  keepsArguments: true,
  // ε shows in the seventh digit where the spread is large: it is asked for where it decides.
  tolerance: { atol: 1e-7, rtol: 1e-5 },
  cases: [
    known('by-hand', 'three examples you can work out by hand', [
      [2],
      [forward([[-1, 2], [3, 4], [-2, 12]]), call('backward', [[[1, 0], [0, 0], [0, 2]]])], // biome-ignore format: a table
    ]),
    known('random', 'five examples of three features, with γ and β', (random) => [
      [3],
      [...learned(random, 3), forward(matrix(random, 5, 3)), backward(random, 5, 3)],
    ]),
    trap('memory', 'three batches, and then what is remembered', (random) => [
      [2],
      [
        ...memory(),
        forward(matrix(random, 4, 2)),
        forward(matrix(random, 4, 2)),
        forward(matrix(random, 4, 2, 5)),
        ...memory(),
      ],
    ]),
    trap('exam', 'three batches, then an examination', (random) => [
      [2],
      [
        ...learned(random, 2),
        forward(matrix(random, 4, 2)),
        forward(matrix(random, 3, 2)),
        forward(matrix(random, 4, 2)),
        set('training', false),
        forward(matrix(random, 3, 2)),
      ],
    ]),
    trap('exam-leaves', 'two examinations, and what is remembered after them', (random) => [
      [2],
      [
        forward(matrix(random, 4, 2)),
        set('training', false),
        forward(matrix(random, 3, 2)),
        ...memory(),
        forward(matrix(random, 5, 2)),
        ...memory(),
        set('training', true),
        forward(matrix(random, 4, 2)),
        backward(random, 4, 2),
      ],
    ]),
    trap('pair', 'a batch of two', (random) => [
      [2],
      [...learned(random, 2), forward(matrix(random, 2, 2)), backward(random, 2, 2), ...memory()],
    ]),
    trap('constant', 'a column that never changes', (random) => {
      const value = short(random.normal(0, 2));
      return [[2], [forward(matrix(random, 4, 1).map(([other]) => [value, other!])), backward(random, 4, 2)]];
    }),
    trap('faint', 'a column whose numbers lie a thousandth apart', (random) => [
      [1],
      [...learned(random, 1), forward(faint(random, 4).map((value) => [value])), backward(random, 4, 1)],
    ]),
    trap('two-forwards', 'two forwards, then a backward', (random) => [
      [2],
      [forward(matrix(random, 3, 2)), forward(matrix(random, 4, 2)), backward(random, 4, 2)],
    ]),
    trap('two-instances', 'two layers in turn', (random) => [
      [2],
      [
        forward(matrix(random, 3, 2)),
        forward(matrix(random, 4, 2), 1),
        backward(random, 3, 2),
        backward(random, 4, 2, 1),
        ...memory(),
        ...memory(1),
      ],
    ]),
  ],
  truth: played,
});
