/** Exercises on tables, in the preparation of `rents`: two tables in, two tables out, or two lists of rows. What lesson 6's answers share. */
import { type Tensor, tensor } from '#framework';
import type { Loaded } from '../grader/sandbox/values.ts';
import { type Part, rowsOf } from './Substitute.ts';

type Rows = number[][];
type Prepare = (train: Rows, other: Rows) => [Rows, Rows];

/** A table again. Errors: no rows, or rows of different lengths. */
function tableOf(rows: unknown, like: Tensor): Tensor {
  if (!Array.isArray(rows) || rows.some((row) => !Array.isArray(row))) throw new TypeError('returned no table of rows');
  return tensor(rows as Rows, { dtype: like.dtype });
}

/** Both tables as the answer prepares them. */
export const prepares = (name: string, prepare: Prepare): Part => ({
  name,
  run: (known: Tensor, unseen: Tensor): [Tensor, Tensor] => {
    const made: unknown = prepare(rowsOf(known), rowsOf(unseen));
    if (!Array.isArray(made)) throw new TypeError('returned no pair of tables');
    return [tableOf(made[0], known), tableOf(made[1], unseen)];
  },
});

/** Two lists of rows that are there. Errors: others. */
export function twoParts(made: Loaded[string], length: number): number[][] {
  const isRow = (row: unknown): boolean => Number.isInteger(row) && (row as number) >= 0 && (row as number) < length;
  const isPart = (part: unknown): boolean => Array.isArray(part) && part.length > 0 && part.every(isRow);
  if (!Array.isArray(made) || made.length !== 2 || !made.every(isPart))
    throw new TypeError(`returned no two parts with numbers of rows from 0 to ${length - 1}`);
  return made as number[][];
}
