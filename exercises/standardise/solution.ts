/**
 * Every column minus its mean, over its spread; both learned from `train` alone and applied to both.
 *
 * Source: scikit-learn's StandardScaler (population spread; a column without spread is divided by 1).
 */
export function standardise(train: number[][], other: number[][]): [number[][], number[][]] {
  const learn = (rows: number[][]): { mean: number[]; spread: number[] } => {
    const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
    const spreads = columns.map((column, j) => {
      const mean = means[j]!;
      const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
      return spread > 1e-12 * Math.max(1, Math.abs(mean)) ? spread : 1;
    });
    return { mean: means, spread: spreads };
  };
  const apply = (rows: number[][], { mean, spread }: { mean: number[]; spread: number[] }): number[][] =>
    rows.map((row) => row.map((value, j) => (value - mean[j]!) / spread[j]!));
  const learned = learn(train);
  return [apply(train, learned), apply(other, learned)];
}
