/**
 * Logits twice as large got through
 *
 * The winner and every sign are the same. Compare sizes, too.
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
    ours(x).map((row) => row.map((value) => 2 * value));
