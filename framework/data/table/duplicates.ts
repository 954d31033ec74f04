/**
 * Rows that occur more than once. In one table they count twice in every mean; in train and test at once they are a leak:
 * the model is examined on what it has seen.
 */
import { check, signature } from '../../tensor/arguments.ts';
import { type Table, valueAt } from './Table.ts';

const calls = {
  duplicateRows: signature('duplicateRows', { table: 'table', names: 'texts?' }),
  dropDuplicates: signature('dropDuplicates', { table: 'table', names: 'texts?' }),
  sharedRows: signature('sharedRows', { train: 'table', test: 'table', names: 'texts?' }),
};

/**
 * Numbers of the rows that equal an earlier row in all of `names` (default: all columns). Missing equals missing.
 *
 * @example duplicateRows(Table.of({ a: [1, 2, 1] })) // [2]
 */
export function duplicateRows(table: Table, names?: readonly string[]): Int32Array<ArrayBuffer> {
  check(calls.duplicateRows, table, names);
  const seen = new Set<string>();
  const repeated: number[] = [];
  rowKeys(table, names ?? table.names).forEach((key, row) => {
    if (seen.has(key)) repeated.push(row);
    seen.add(key);
  });
  return Int32Array.from(repeated);
}

/** Each row once, at its first place. */
export function dropDuplicates(table: Table, names?: readonly string[]): Table {
  check(calls.dropDuplicates, table, names);
  const repeated = new Set(duplicateRows(table, names));
  return table.take(Array.from({ length: table.length }, (_, row) => row).filter((row) => !repeated.has(row)));
}

/** Numbers of the rows of `test` that also stand in `train`: should be none. */
export function sharedRows(train: Table, test: Table, names?: readonly string[]): Int32Array<ArrayBuffer> {
  check(calls.sharedRows, train, test, names);
  const shared = names ?? train.names;
  const seen = new Set(rowKeys(train, shared));
  return Int32Array.from(rowKeys(test, shared).flatMap((key, row) => (seen.has(key) ? [row] : [])));
}

/** A text for each row that is equal exactly when the values are. */
function rowKeys(table: Table, names: readonly string[]): string[] {
  const columns = names.map((name) => table.column(name));
  return Array.from({ length: table.length }, (_, row) =>
    JSON.stringify(columns.map((column) => valueAt(column, row))),
  );
}
