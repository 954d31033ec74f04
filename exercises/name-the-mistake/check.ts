import { defineExercise } from '../grader/define.ts';
import { squaredError as right } from '../squared-error/solution.ts';
import { squaredError as absolute } from '../squared-error/wrong/absolute.ts';
import { squaredError as addsInstead } from '../squared-error/wrong/adds-instead.ts';
import { squaredError as halved } from '../squared-error/wrong/halved.ts';
import { squaredError as notSquared } from '../squared-error/wrong/not-squared.ts';
import { squaredError as returnsConstant } from '../squared-error/wrong/returns-constant.ts';
import { squaredError as squaresSeparately } from '../squared-error/wrong/squares-separately.ts';
import { programs } from './given.ts';

type Program = (prediction: number, target: number) => number;

/** Prediction and target. In the first row two of the bank agree. */
const rows: readonly (readonly [number, number])[] = [
  [3, 0],
  [1, 3],
  [-2, -2],
  [5, 1],
];

/** The wrong answers that `squared-error` knows. */
const bank: Readonly<Record<string, Program>> = {
  'adds-instead': addsInstead,
  'not-squared': notSquared,
  absolute,
  'squares-separately': squaresSeparately,
  halved,
  'returns-constant': returnsConstant,
};

const columnOf = (program: Program): string =>
  rows.map(([p, t]) => String(program(p, t) + 0).replace('-', '−')).join(', ');

/** As the grader does it: the one whose whole column is the same. */
const nameOf = (program: Program): string =>
  Object.keys(bank).find((id) => columnOf(bank[id]!) === columnOf(program)) ?? 'not-recognised';

const options = {
  ...Object.fromEntries(Object.entries(bank).map(([id, program]) => [id, `${id}: ${columnOf(program)}`])),
  'not-recognised': 'not recognised: none of these columns',
};

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(programs).map(([id, program]) => ({
    id,
    title: `${id} gives ${columnOf(program)} (right: ${columnOf(right)})`,
    options,
  })),
  truth: () => Object.fromEntries(Object.entries(programs).map(([id, program]) => [id, nameOf(program)])),
});
