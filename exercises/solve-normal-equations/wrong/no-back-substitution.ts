/**
 * Above the diagonal it is still full
 *
 * You cleared below the diagonal and then divided by it. Only the last parameter is right: go from there up, and subtract what is known already.
 */

export function normalEquations(x: number[][], y: number[]): number[] {
  const rows = x.map((row) => [1, ...row]);
  const n = x[0]!.length + 1;
  const [a, b] = [squareOf(rows, n), sideOf(rows, y, n)];
  for (let k = 0; k < n; k++)
    for (let i = k + 1; i < n; i++) {
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = k; j < n; j++) a[i]![j]! -= factor * a[k]![j]!;
      b[i]! -= factor * b[k]!;
    }
  return b.map((value, i) => value / a[i]![i]!);
}

function squareOf(rows: number[][], n: number): number[][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
}

function sideOf(rows: number[][], y: number[], n: number): number[] {
  return Array.from({ length: n }, (_, i) => rows.reduce((sum, row, k) => sum + row[i]! * y[k]!, 0));
}
