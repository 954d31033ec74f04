/**
 * Probabilities passed for logits
 *
 * Softmax keeps the winner and the order. Compare the numbers, and not which is largest.
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
    ours(x).map((row) => {
      const parts = row.map((value) => Math.exp(value - Math.max(...row)));
      const total = parts.reduce((sum, part) => sum + part, 0);
      return parts.map((part) => part / total);
    });
