/**
 * A program without its bias got through
 *
 * All its outputs are off by the bias. Compare outputs themselves; differences and winners may hide it.
 */

type Rows = number[][];

interface Described {
  readonly weight: Rows;
  readonly bias: number[];
  readonly ours: (x: Rows) => Rows;
  readonly random: () => number;
}

export const theirs =
  ({ ours, bias }: Described) =>
  (x: Rows): Rows =>
    ours(x).map((row) => row.map((value, k) => value - bias[k]!));
