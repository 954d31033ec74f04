/**
 * A model in training mode got through
 *
 * Every call silences other inputs and scales the rest. Compare numbers; asked twice, it does not even agree with itself.
 */

type Rows = number[][];

interface Described {
  readonly weight: Rows;
  readonly bias: number[];
  readonly ours: (x: Rows) => Rows;
  readonly random: () => number;
}

export const theirs =
  ({ ours, random }: Described) =>
  (x: Rows): Rows =>
    ours(x.map((row) => row.map((value) => (random() < 0.25 ? 0 : value / 0.75))));
