/**
 * Inputs in another order got through
 *
 * Equal inputs hide their order. Let no two numbers of a row be alike.
 */

type Rows = number[][];

interface Described {
  readonly weight: Rows;
  readonly bias: number[];
  readonly ours: (x: Rows) => Rows;
  readonly random: () => number;
}

export const theirs =
  ({ ours }: Described) =>
  (x: Rows): Rows =>
    ours(x.map((row) => [...row.slice(1), row[0]!]));
