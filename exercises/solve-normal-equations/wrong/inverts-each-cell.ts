/**
 * One over each cell
 *
 * The inverse of a table is not the table of inverses: 1/a stands in every cell of yours. Eliminate instead.
 */

export function normalEquations(x: number[][], y: number[]): number[] {
  const rows = x.map((row) => [1, ...row]);
  const n = x[0]!.length + 1;
  const [a, b] = [squareOf(rows, n), sideOf(rows, y, n)];
  return a.map((row) => row.reduce((sum, cell, j) => sum + b[j]! / cell, 0));
}

function squareOf(rows: number[][], n: number): number[][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
}

function sideOf(rows: number[][], y: number[], n: number): number[] {
  return Array.from({ length: n }, (_, i) => rows.reduce((sum, row, k) => sum + row[i]! * y[k]!, 0));
}
