import type { Generator } from '#framework';
import { matrix } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Table = readonly (readonly number[])[];
type Tables = readonly Table[];
type Operand = Table | Tables;

const isBatch = (x: Operand): x is Tables => Array.isArray(x[0]![0]);
const zeros = (like: Table): number[][] => like.map((row) => row.map(() => 0));

/** Every product a[i][k]·b[k][j] of the forward loop sends back to both of its factors. */
function loops(a: Table, b: Table, grad: Table, aBar: number[][], bBar: number[][]): void {
  for (const [i, row] of grad.entries())
    for (const [j, g] of row.entries())
      for (const k of b.keys()) {
        aBar[i]![k]! += g * b[k]![j]!;
        bBar[k]![j]! += g * a[i]![k]!;
      }
}

function byLoops(a: Operand, b: Operand, grad: Operand): readonly [Operand, Operand] {
  if (!isBatch(a)) {
    const [aBar, bBar] = [zeros(a), zeros(b as Table)];
    loops(a, b as Table, grad as Table, aBar, bBar);
    return [aBar, bBar];
  }
  const aBar = a.map(zeros);
  const bBar = isBatch(b) ? b.map(zeros) : [zeros(b)];
  for (const [n, one] of a.entries())
    loops(one, isBatch(b) ? b[n]! : b, (grad as Tables)[n]!, aBar[n]!, bBar[isBatch(b) ? n : 0]!);
  return [aBar, isBatch(b) ? bBar : bBar[0]!];
}

const product = (m: number, k: number, n: number) => (random: Generator) => [
  matrix(random, m, k),
  matrix(random, k, n),
  matrix(random, m, n),
];
const batch = (random: Generator, count: number, rows: number, columns: number): number[][][] =>
  Array.from({ length: count }, () => matrix(random, rows, columns));

export default defineExercise({
  kind: 'framework',
  name: 'matmulBackward',
  args: ['a', 'b', 'grad'],
  answer: 'gradients',
  cases: [
    known('ones', 'one row times one column', [[[2, 3]], [[5], [7]], [[10]]]),
    known('oblong', 'three different sizes, [2, 3] × [3, 4]', product(2, 3, 4)),
    trap('square', 'all sizes equal, [3, 3] × [3, 3]', product(3, 3, 3)),
    trap('square-b', 'a square on the right, [4, 2] × [2, 2]', product(4, 2, 2)),
    trap('batches', 'a batch of matrices on both sides, [2, 3, 4] × [2, 4, 5]', (random) => [
      batch(random, 2, 3, 4),
      batch(random, 2, 4, 5),
      batch(random, 2, 3, 5),
    ]),
    trap('cube', 'a batch of as many as there are rows and columns, [2, 2, 2] × [2, 2, 2]', (random) => [
      batch(random, 2, 2, 2),
      batch(random, 2, 2, 2),
      batch(random, 2, 2, 2),
    ]),
    trap('shared', 'one matrix for the whole batch, [3, 2, 4] × [4, 5]', (random) => [
      batch(random, 3, 2, 4),
      matrix(random, 4, 5),
      batch(random, 3, 2, 5),
    ]),
  ],
  truth: (a: Operand, b: Operand, grad: Operand) => byLoops(a, b, grad) as never,
});
