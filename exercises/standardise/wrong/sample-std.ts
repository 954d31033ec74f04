/**
 * Divided by n − 1
 *
 * That estimates the spread of a population from a sample, as `torch.std` does. Here the training rows are all there
 * is: divide by n.
 *
 * @convention
 */

export function standardise(train: number[][], other: number[][]): [number[][], number[][]] {
  const learn = (rows: number[][]): { mean: number[]; spread: number[] } => {
    const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
    const spreads = columns.map((column, j) => {
      const mean = means[j]!;
      const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (column.length - 1));
      return spread === 0 ? 1 : spread;
    });
    return { mean: means, spread: spreads };
  };
  const apply = (rows: number[][], { mean, spread }: { mean: number[]; spread: number[] }): number[][] =>
    rows.map((row) => row.map((value, j) => (value - mean[j]!) / spread[j]!));
  const learned = learn(train);
  return [apply(train, learned), apply(other, learned)];
}
