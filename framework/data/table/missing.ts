/** Rows with holes: count them, leave them out. Filling them is SimpleImputer's. */
import type { Table } from './Table.ts';

/** Missing values by column. */
export const countMissing = (table: Table): Record<string, number> =>
  Object.fromEntries(
    table.names.map((name) => [name, rowsOf(table).filter((row) => table.isMissing(name, row)).length]),
  );

/**
 * Without the rows in which one of `names` (default: any column) is missing.
 *
 * @example dropMissing(Table.of({ a: [1, NaN], b: ['x', 'y'] })).length // 1
 */
export const dropMissing = (table: Table, names: readonly string[] = table.names): Table =>
  table.take(rowsOf(table).filter((row) => !names.some((name) => table.isMissing(name, row))));

const rowsOf = (table: Table): number[] => Array.from({ length: table.length }, (_, row) => row);
