/**
 * Only the first output was looked at
 *
 * It is right there, and wrong in every other. Compare all of them.
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
    ours(x).map(([first, ...rest]) => [first!, ...rest.map((value) => -value)]);
