/** Rows with holes: count them, leave them out. Filling them is SimpleImputer's. */
import { check, signature } from '../../tensor/arguments.ts';
import type { Table } from './Table.ts';

const calls = {
  countMissing: signature('countMissing', { table: 'table' }),
  dropMissing: signature('dropMissing', { table: 'table', names: 'texts?' }),
};

/** Missing values by column. */
export function countMissing(table: Table): Record<string, number> {
  check(calls.countMissing, table);
  return Object.fromEntries(
    table.names.map((name) => [name, rowsOf(table).filter((row) => table.isMissing(name, row)).length]),
  );
}

/**
 * Without the rows in which one of `names` (default: any column) is missing.
 *
 * @example dropMissing(Table.of({ a: [1, NaN], b: ['x', 'y'] })).length // 1
 */
export function dropMissing(table: Table, names?: readonly string[]): Table {
  check(calls.dropMissing, table, names);
  const columns = names ?? table.names;
  return table.take(rowsOf(table).filter((row) => !columns.some((name) => table.isMissing(name, row))));
}

const rowsOf = (table: Table): number[] => Array.from({ length: table.length }, (_, row) => row);
