/**
 * The lower of the two
 *
 * With an even count the median is the mean of the middle two.
 */

export function fillMissing(train: number[][], other: number[][]): [number[][], number[][]] {
  const rows = train;
  const medians = train[0]!.map((_, j) => {
    const values = rows
      .map((row) => row[j]!)
      .filter((value) => !Number.isNaN(value))
      .toSorted((a, b) => a - b);
    const n = values.length;
    return n === 0 ? 0 : values[Math.floor((n - 1) / 2)]!;
  });
  const fill = (table: number[][]): number[][] =>
    table.map((row) => row.map((value, j) => (Number.isNaN(value) ? medians[j]! : value)));
  return [fill(train), fill(other)];
}
