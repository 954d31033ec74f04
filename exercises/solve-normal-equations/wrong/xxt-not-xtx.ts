/**
 * X times Xᵀ
 *
 * That table has a row and a column for every example, and with more examples than parameters it cannot be solved. Xᵀ stands in front: one row for each parameter.
 */

export function normalEquations(x: number[][], y: number[]): number[] {
  const rows = x.map((row) => [1, ...row]);
  const a = rows.map((row) => rows.map((other) => row.reduce((sum, value, j) => sum + value * other[j]!, 0)));
  return solve(a, [...y]);
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
