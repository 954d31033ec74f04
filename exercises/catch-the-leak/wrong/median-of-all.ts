/**
 * An imputer that knows all rows got through
 *
 * It fills holes of the training rows with a median of everything. Your training rows need a hole to show it.
 */

type Table = number[][];

const columnsOf = (table: Table): Table => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));
const present = (column: readonly number[]): number[] => column.filter((value) => !Number.isNaN(value));

export function prepare(train: Table, other: Table): [Table, Table] {
  const medians = columnsOf([...train, ...other]).map((column) => {
    const values = present(column).toSorted((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? 0;
  });
  const fill = (table: Table): Table =>
    table.map((row) => row.map((value, j) => (Number.isNaN(value) ? medians[j]! : value)));
  return [fill(train), fill(other)];
}
