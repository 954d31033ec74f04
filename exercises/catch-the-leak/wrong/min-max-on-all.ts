/**
 * A min-max scaler fitted on all rows got through
 *
 * Its ends are those of all rows. A canary beyond the training range shows it.
 */

type Table = number[][];

const columnsOf = (table: Table): Table => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));
const present = (column: readonly number[]): number[] => column.filter((value) => !Number.isNaN(value));

export function prepare(train: Table, other: Table): [Table, Table] {
  const ends = columnsOf([...train, ...other]).map((column) => {
    const values = present(column);
    return [Math.min(...values), Math.max(...values)] as const;
  });
  const scale = (table: Table): Table =>
    table.map((row) => row.map((value, j) => (value - ends[j]![0]) / (ends[j]![1] - ends[j]![0] || 1)));
  return [scale(train), scale(other)];
}
