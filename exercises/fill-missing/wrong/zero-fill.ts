/**
 * Filled with 0
 *
 * 0 square metres is a strong claim. Fill with the median of the column.
 */

export function fillMissing(train: number[][], other: number[][]): [number[][], number[][]] {
  const fill = (table: number[][]): number[][] =>
    table.map((row) => row.map((value) => (Number.isNaN(value) ? 0 : value)));
  return [fill(train), fill(other)];
}
