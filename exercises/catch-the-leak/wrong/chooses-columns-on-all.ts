/**
 * One that chooses columns by all rows got through
 *
 * It keeps the two columns with the largest range over all rows. Make one column of the other table much wider, or
 * narrower, than the rest.
 */

type Table = number[][];

const columnsOf = (table: Table): Table => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));
const present = (column: readonly number[]): number[] => column.filter((value) => !Number.isNaN(value));

export function prepare(train: Table, other: Table): [Table, Table] {
  const ranges = columnsOf([...train, ...other]).map((column) => {
    const values = present(column);
    return Math.max(...values) - Math.min(...values);
  });
  const least = ranges.indexOf(Math.min(...ranges));
  const choose = (table: Table): Table => table.map((row) => row.filter((_, j) => j !== least));
  return [choose(train), choose(other)];
}
