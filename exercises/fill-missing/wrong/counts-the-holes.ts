/**
 * The holes stood in line
 *
 * You looked for the middle of all rows. A hole is no number and has no place in the order.
 */

export function fillMissing(train: number[][], other: number[][]): [number[][], number[][]] {
  const rows = train;
  const medians = train[0]!.map((_, j) => {
    const values = rows.map((row) => row[j]!).toSorted((a, b) => (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b));
    const n = values.length;
    return Number.isNaN(values[0]!)
      ? 0
      : [values[Math.floor((n - 1) / 2)]!, values[Math.floor(n / 2)]!]
          .map((v) => (Number.isNaN(v) ? values[0]! : v))
          .reduce((a, b) => a + b) / 2;
  });
  const fill = (table: number[][]): number[][] =>
    table.map((row) => row.map((value, j) => (Number.isNaN(value) ? medians[j]! : value)));
  return [fill(train), fill(other)];
}
