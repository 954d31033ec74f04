/**
 * A scaler fitted on all rows got through
 *
 * Its mean holds the other rows. Change them, and every training number changes: compare the training parts of two
 * calls.
 *
 * @moment t=rents.7~rents.7!leak-fit-on-all&step=5
 */

type Table = number[][];

const columnsOf = (table: Table): Table => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));
const present = (column: readonly number[]): number[] => column.filter((value) => !Number.isNaN(value));

export function prepare(train: Table, other: Table): [Table, Table] {
  const all = columnsOf([...train, ...other]).map(present);
  const means = all.map((column) => column.reduce((a, b) => a + b, 0) / column.length);
  const centre = (table: Table): Table => table.map((row) => row.map((value, j) => value - means[j]!));
  return [centre(train), centre(other)];
}
