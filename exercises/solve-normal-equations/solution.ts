/**
 * The best parameters of a linear model, by the normal equations. XᵀX is symmetric and positive definite where there is one answer, so that
 * no row need be exchanged.
 *
 * Source: Golub, Van Loan, "Matrix Computations" (2013), 3.2 and 5.3.2.
 */
export function normalEquations(x: number[][], y: number[]): number[] {
  const rows = x.map((row) => [1, ...row]); // [m, n]
  const n = (rows[0] ?? [1]).length;
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  const b = Array.from({ length: n }, (_, i) => rows.reduce((sum, row, k) => sum + row[i]! * y[k]!, 0));
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
