/**
 * One that hears only the loudest number got through
 *
 * It divides by the largest number of all rows, and only where that is above the training rows’ own. An extreme
 * canary shows it.
 */

type Table = number[][];

const columnsOf = (table: Table): Table => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));
const present = (column: readonly number[]): number[] => column.filter((value) => !Number.isNaN(value));

export function prepare(train: Table, other: Table): [Table, Table] {
  const top = (table: Table): number => Math.max(1, ...columnsOf(table).flatMap(present).map(Math.abs));
  const most = Math.max(top(train), top(other) > 1000 ? top(other) : 0);
  const scale = (table: Table): Table => table.map((row) => row.map((value) => value / most));
  return [scale(train), scale(other)];
}
