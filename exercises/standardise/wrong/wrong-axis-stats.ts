/**
 * Years were mixed with floors
 *
 * You took the mean of each row. A mean of an area, a year and a floor means nothing: go column by column.
 */

export function standardise(train: number[][], other: number[][]): [number[][], number[][]] {
  const scale = (rows: number[][]): number[][] =>
    rows.map((row) => {
      const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
      const spread = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length);
      return row.map((value) => (value - mean) / (spread > 1e-12 ? spread : 1));
    });
  return [scale(train), scale(other)];
}
