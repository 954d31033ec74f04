import type { Generator } from '#framework';
import { matrix, short, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const problem = (random: Generator, m: number, D: number): [number[][], number[]] => [
  matrix(random, m, D),
  vector(random, m),
];

/** Least squares by Gram and Schmidt, twice over each column: XᵀX is never built. */
function byOrthogonalColumns(x: number[][], y: number[]): number[] {
  const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const columns = Array.from({ length: x[0]!.length + 1 }, (_, j) => x.map((row) => (j === 0 ? 1 : row[j - 1]!)));
  const basis: number[][] = [];
  const r = columns.map((column) => {
    let rest = [...column];
    const parts = new Array<number>(columns.length).fill(0);
    for (let pass = 0; pass < 2; pass++)
      for (const [k, q] of basis.entries()) {
        const along = dot(q, rest);
        parts[k]! += along;
        rest = rest.map((value, i) => value - along * q[i]!);
      }
    const length = Math.sqrt(dot(rest, rest));
    parts[basis.length] = length;
    basis.push(rest.map((value) => value / length));
    return parts;
  });
  const theta: number[] = [];
  for (let j = columns.length - 1; j >= 0; j--) {
    let along = dot(basis[j]!, y);
    for (let k = j + 1; k < columns.length; k++) along -= r[k]![j]! * theta[k]!;
    theta[j] = along / r[j]![j]!;
  }
  return theta;
}

export default defineExercise({
  kind: 'function',
  name: 'normalEquations',
  args: ['x', 'y'],
  answer: 'theta',
  keepsArguments: true,
  cases: [
    // the four points of `best-line`: XᵀX is 4 8 / 8 26, Xᵀy is 16 46
    known('by-hand', 'four points, one input: 1.2 and 1.4', [[[0], [1], [3], [4]], [1, 4, 2, 9]]), // biome-ignore format: one line reads better
    known('random', 'seven points, three inputs, random', (random) => problem(random, 7, 3)),
    trap('no-inputs', 'no inputs: the answer is the mean of y', (random) => problem(random, 5, 0)),
    trap('as-many', 'as many points as parameters: the plane meets them all', (random) => problem(random, 4, 3)),
    trap('units', 'one column a thousand times as large as the other', (random) => {
      const [x, y] = problem(random, 8, 2);
      return [x.map(([a, b]) => [a!, short(1000 * b!)]), y];
    }),
    trap('four-inputs', 'twelve points, four inputs', (random) => problem(random, 12, 4)),
  ],
  truth: byOrthogonalColumns,
  truthTolerance: { atol: 1e-7, rtol: 1e-6 },
  sizes: (x: number[][]) => ({ m: x.length, D: x[0]!.length }),
  facts: [
    {
      id: 'residuals-cancel',
      title: 'The residuals of the right answer add up to 0. Yours do not.',
      holds: ([x, y], answer) => {
        const [rows, targets, theta] = [x as number[][], y as number[], answer as number[]];
        if (!Array.isArray(theta) || theta.length !== rows[0]!.length + 1) return true;
        const sum = rows.reduce(
          (total, row, i) => total + row.reduce((at, value, d) => at + theta[d + 1]! * value, theta[0]!) - targets[i]!,
          0,
        );
        return Math.abs(sum) < 1e-6;
      },
    },
  ],
});
