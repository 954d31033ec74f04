/** Right ways to prepare a table, and how a test is asked about one. */

type Table = number[][];
type Prepare = (train: Table, other: Table) => [Table, Table];

const columnsOf = (table: Table): Table => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));
const present = (column: readonly number[]): number[] => column.filter((value) => !Number.isNaN(value));
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** Mean and spread of the training rows. */
export const scaler: Prepare = (train, other) => {
  const means = columnsOf(train).map((column) => mean(present(column)));
  const spreads = columnsOf(train).map((column, j) => {
    const values = present(column);
    return Math.sqrt(mean(values.map((value) => (value - means[j]!) ** 2))) || 1;
  });
  const scale = (table: Table): Table => table.map((row) => row.map((value, j) => (value - means[j]!) / spreads[j]!));
  return [scale(train), scale(other)];
};

/** Holes are filled with the training median. */
export const imputer: Prepare = (train, other) => {
  const medians = columnsOf(train).map((column) => {
    const values = present(column).toSorted((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? 0;
  });
  const fill = (table: Table): Table =>
    table.map((row) => row.map((value, j) => (Number.isNaN(value) ? medians[j]! : value)));
  return [fill(train), fill(other)];
};

/** Both tables as they are. */
export const copies: Prepare = (train, other) => [train.map((row) => [...row]), other.map((row) => [...row])];

/** Everything is held between the training columns' ends. */
export const clips: Prepare = (train, other) => {
  const ends = columnsOf(train).map((column) => {
    const values = present(column);
    return [Math.min(...values), Math.max(...values)] as const;
  });
  const clip = (table: Table): Table =>
    table.map((row) => row.map((value, j) => Math.min(ends[j]![1], Math.max(ends[j]![0], value))));
  return [clip(train), clip(other)];
};

/** Numbers from 0 to 1. Source: Bryc's mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Leaks = (prepare: Prepare, random: () => number) => boolean;

/** Does the student's test let one way to prepare pass? Bound, so that its source tells nothing. */
export function drive(
  student: { readonly leaks: Leaks },
  prepare: Prepare | { readonly prepare: Prepare },
  seed: number,
): boolean {
  const run = typeof prepare === 'function' ? prepare : prepare.prepare;
  const leaks = student.leaks(run.bind(null), uniforms(seed));
  return typeof leaks === 'boolean' ? !leaks : leaks;
}
