/**
 * A transposed weight got through
 *
 * Its weight is square, so no shape gives it away, and at 0 it is invisible: only the bias is left there. Ask with numbers that are not 0.
 */

type Rows = number[][];

interface Described {
  readonly weight: Rows;
  readonly bias: number[];
  readonly ours: (x: Rows) => Rows;
  readonly random: () => number;
}

export const theirs =
  ({ weight, bias }: Described) =>
  (x: Rows): Rows =>
    x.map((row) => bias.map((b, o) => row.reduce((sum, value, i) => sum + value * weight[i]![o]!, b)));
