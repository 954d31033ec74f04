/** Rows taken from a small table, in every way there is, and what comes back to the table: the framework's own answers, made while the site is built. */
import { tensor } from '#framework';

export type Rows = readonly (readonly number[])[];

/** The table that rows are taken from, and the gradient of what was taken: small whole numbers, to be added in one's head. */
export const TABLE: Rows = [
  [4, 1, 7],
  [2, 8, 3],
  [5, 0, 6],
  [9, 3, 1],
];
export const UPSTREAM: Rows = [
  [1, 0, 2],
  [3, 1, 0],
  [0, 2, 5],
];
/** What is taken at first. */
export const FIRST: readonly number[] = [2, 0, 2];

/** What comes back to the table when these rows were taken. */
export function backToRows(taken: readonly number[]): Rows {
  const x = tensor(TABLE as number[][], { dtype: 'float64', requiresGrad: true });
  x.indexSelect(0, tensor([...taken], { dtype: 'int32' })).backward({
    gradient: tensor(UPSTREAM as number[][], { dtype: 'float64' }),
  });
  return x.grad!.toArray() as number[][];
}

/** `2,0,2` → what comes back, for every choice of three rows. */
export function everyWay(): Readonly<Record<string, Rows>> {
  const rows = TABLE.map((_, i) => i);
  const ways = rows.flatMap((a) => rows.flatMap((b) => rows.map((c) => [a, b, c])));
  return Object.fromEntries(ways.map((way) => [way.join(), backToRows(way)]));
}
