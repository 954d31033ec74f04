/**
 * The root is missing
 *
 * You divided by the variance. Its unit is the square of the column’s.
 */

export function standardise(train: number[][], other: number[][]): [number[][], number[][]] {
  const learn = (rows: number[][]): { mean: number[]; spread: number[] } => {
    const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
    const spreads = columns.map((column, j) => {
      const mean = means[j]!;
      const spread = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
      return spread > 1e-12 ? spread : 1;
    });
    return { mean: means, spread: spreads };
  };
  const apply = (rows: number[][], { mean, spread }: { mean: number[]; spread: number[] }): number[][] =>
    rows.map((row) => row.map((value, j) => (value - mean[j]!) / spread[j]!));
  const learned = learn(train);
  return [apply(train, learned), apply(other, learned)];
}
