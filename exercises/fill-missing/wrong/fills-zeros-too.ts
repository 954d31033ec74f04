/**
 * Zeros were filled, too
 *
 * 0 is a number. Only NaN is missing: test with `Number.isNaN`.
 */

export function fillMissing(train: number[][], other: number[][]): [number[][], number[][]] {
  const rows = train;
  const medians = train[0]!.map((_, j) => {
    const values = rows
      .map((row) => row[j]!)
      .filter((value) => !Number.isNaN(value))
      .toSorted((a, b) => a - b);
    const n = values.length;
    return n === 0 ? 0 : (values[Math.floor((n - 1) / 2)]! + values[Math.floor(n / 2)]!) / 2;
  });
  const fill = (table: number[][]): number[][] => table.map((row) => row.map((value, j) => value || medians[j]!));
  return [fill(train), fill(other)];
}
