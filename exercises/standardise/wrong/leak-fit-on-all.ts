/**
 * The exam moved your mean
 *
 * You learned mean and spread from both tables. A row of the exam has changed what the training rows look like: learn
 * from `train` alone.
 *
 * @moment t=rents.7~rents.7!leak-fit-on-all&step=5
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
  const learned = learn([...train, ...other]);
  return [apply(train, learned), apply(other, learned)];
}
