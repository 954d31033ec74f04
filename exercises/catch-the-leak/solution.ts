type Table = number[][];
type Prepare = (train: Table, other: Table) => [Table, Table];

/** Whether what `prepare` makes of the training rows depends on the other rows: change only those, and compare. */
export function leaks(prepare: Prepare, random: () => number): boolean {
  const table = (rows: number): Table =>
    Array.from({ length: rows }, () => [random() * 10, random() * 10, random() * 10]);
  const train = table(8);
  train[2]![1] = Number.NaN;
  const copy = (rows: Table): Table => rows.map((row) => [...row]);
  const others: Table[] = [
    table(4),
    table(4).map((row) => row.map((value) => value * 1e6)), // a loud canary
    table(4).map((row) => row.map((value) => -value * 1e6)),
    table(4).map((row, i) => (i === 0 ? row.map(() => Number.NaN) : row)), // a silent one
    [...copy(train.slice(0, 3)), ...table(1)], // twins
    table(4).map((row) => row.map((value, j) => (j === 0 ? 5 : value))), // a column that says nothing
    [],
  ];
  const seen = others.map((other) => JSON.stringify(prepare(copy(train), other)[0]));
  return seen.some((text) => text !== seen[0]);
}
