/**
 * The digits cancelled
 *
 * The mean of the squares minus the square of the mean: at a thousand million both agree in every digit that there
 * is. Subtract the mean first, then square.
 */

export function standardise(train: number[][], other: number[][]): [number[][], number[][]] {
  const learn = (rows: number[][]): { mean: number[]; spread: number[] } => {
    const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
    const spreads = columns.map((column, j) => {
      const mean = means[j]!;
      const spread = Math.sqrt(
        Math.max(0, column.reduce((sum, value) => sum + value * value, 0) / column.length - mean * mean),
      );
      return spread > 1e-12 * Math.max(1, Math.abs(mean)) ? spread : 1;
    });
    return { mean: means, spread: spreads };
  };
  const apply = (rows: number[][], { mean, spread }: { mean: number[]; spread: number[] }): number[][] =>
    rows.map((row) => row.map((value, j) => (value - mean[j]!) / spread[j]!));
  const learned = learn(train);
  return [apply(train, learned), apply(other, learned)];
}
