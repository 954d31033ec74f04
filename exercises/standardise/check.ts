import { type Generator, StandardScaler, tensor } from '#framework';
import { matrix, short } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

type Table = number[][];

/** Columns of very different size and place, as areas, years and floors are. */
const flats = (random: Generator, rows: number): Table =>
  matrix(random, rows, 3, 1).map(([a, b, c]) => [short(65 + 20 * a!), short(1960 + 30 * b!), short(3 + 2 * c!)]);

export default defineExercise({
  kind: 'function',
  name: 'standardise',
  args: ['train', 'other'],
  answer: 'tables',
  keepsArguments: true,
  cases: [
    known('by-hand', 'one column: 1, 3, and 5 in the other table', [[[1], [3]], [[5]]]),
    known('two-columns', 'two columns, random', (random) => [matrix(random, 5, 2), matrix(random, 2, 2)]),
    trap('flats', 'areas, years and floors', (random) => [flats(random, 6), flats(random, 3)]),
    trap('canary', 'an absurd row in the other table', (random) => [flats(random, 5), [[1e6, 1e6, 1e6]]]),
    trap('constant', 'a column that never changes', [[[7, 1], [7, 2], [7, 6]], [[7, 3], [9, 0]]]), // biome-ignore format: two tables
    trap('one-row', 'a training table of one row', [[[4, -2]], [[5, 0]]]),
    trap('nobody', 'an empty other table', (random) => [matrix(random, 4, 2), []]),
    stable('far-away', 'a million millions and a small signal', (random) => [
      matrix(random, 6, 1, 1).map(([a]) => [1e9 + short(a!)]),
      [[1e9 + 1]],
    ]),
  ],
  tolerance: { atol: 1e-6, rtol: 1e-5 },
  // The framework's own scaler, in float64.
  truth: (train: Table, other: Table) => {
    const scaler = new StandardScaler();
    scaler.fit(tensor(train, { dtype: 'float64' }));
    const scaled = (rows: Table): Table =>
      rows.length === 0 ? [] : (scaler.transform(tensor(rows, { dtype: 'float64' })).toArray() as Table);
    return [scaled(train), scaled(other)];
  },
});
