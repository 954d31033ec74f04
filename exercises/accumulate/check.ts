import type { Generator } from '#framework';
import { between, matrix, vector, whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const batch = (random: Generator, m: number, D: number, piece: number) => [
  vector(random, D + 1, 1),
  between(random, 0.02, 0.1),
  matrix(random, m, D, 1),
  vector(random, m, 1),
  piece,
];

/** The whole batch at once, in float64 without a framework: a line, its squares, its slopes. */
function atOnce(weights: number[], lr: number, x: number[][], y: number[], _piece: number, isCounted = false) {
  const residuals = x.map(
    (row, i) => row.reduce((sum, value, d) => sum + weights[d + 1]! * value, weights[0]!) - y[i]!,
  );
  const returned = residuals.reduce((sum, r) => sum + r * r, 0) / x.length;
  const next = weights.map(
    (value, p) =>
      value - (lr / x.length) * residuals.reduce((sum, r, i) => sum + 2 * r * (p === 0 ? 1 : x[i]![p - 1]!), 0),
  );
  const told = { returned, updates: [[...next.slice(1), next[0]!]], trained: true };
  return isCounted ? { ...told, onePieceAtATime: true } : told;
}

export default defineExercise({
  kind: 'framework',
  name: 'accumulatedStep',
  args: ['weights', 'lr', 'x', 'y', 'piece', 'isCounted'],
  answer: 'step',
  cases: [
    known('by-hand', 'four examples in twos', [[0, 1], 0.1, [[1], [2], [0], [-1]], [1, 4, 1, 1], 2]),
    known('random', 'twelve examples in fours', (random) => batch(random, 12, 2, 4)),
    trap('ragged', 'the last piece is smaller', (random) => batch(random, 9, 2, 4)),
    trap('larger', 'a piece larger than the batch', (random) => batch(random, whole(random, 3, 5), 3, 8)),
    trap('one-by-one', 'pieces of one', (random) => batch(random, 5, 2, 1)),
    trap('exact', 'one piece, the whole batch', (random) => batch(random, 6, 2, 6)),
    cost('open', 'a long batch in pieces of five: only one may be open', (random) => [
      ...batch(random, whole(random, 21, 29), 3, 5),
      true,
    ]),
  ],
  // The framework computes in float32.
  tolerance: { atol: 1e-5, rtol: 1e-4 },
  truth: atOnce,
});
