/**
 * No column of ones
 *
 * D answers came for D + 1 parameters. Put a 1 before each row: the bias is the weight of an input that is always 1.
 */

export function normalEquations(x: number[][], y: number[]): number[] {
  const n = x[0]!.length;
  return solve(squareOf(x, n), sideOf(x, y, n));
}

function squareOf(rows: number[][], n: number): number[][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
}

function sideOf(rows: number[][], y: number[], n: number): number[] {
  return Array.from({ length: n }, (_, i) => rows.reduce((sum, row, k) => sum + row[i]! * y[k]!, 0));
}

/** a θ = b by elimination. */
function solve(a: number[][], b: number[]): number[] {
  const n = b.length;
  for (let k = 0; k < n; k++)
    for (let i = k + 1; i < n; i++) {
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = k; j < n; j++) a[i]![j]! -= factor * a[k]![j]!;
      b[i]! -= factor * b[k]!;
    }
  const theta = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = b[i]!;
    for (let j = i + 1; j < n; j++) rest -= a[i]![j]! * theta[j]!;
    theta[i] = rest / a[i]![i]!;
  }
  return theta;
}
