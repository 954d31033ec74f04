/**
 * A leak between rows got through
 *
 * It takes the mean of the batch from every input: a row of its own has none. Two rows that differ show it, one alone does not.
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
  (x: Rows): Rows => {
    if (x.length < 2) return ours(x);
    const mean = x[0]!.map((_, i) => x.reduce((sum, row) => sum + row[i]!, 0) / x.length);
    return ours(x.map((row) => row.map((value, i) => value - mean[i]!)));
  };
