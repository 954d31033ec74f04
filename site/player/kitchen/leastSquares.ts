/** Least squares in closed form, in float64: the smallest Σ(xθ − y)² where columns are few. */

/** The θ of A θ = b, by elimination with the largest pivot. A is square; it is not changed. Errors: a singular A. */
export function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const n = b.length;
  const rows = a.map((row, i) => [...row, b[i]!]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    if (rows[k]![k] === 0) throw new Error('solve: the columns depend on each other');
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  const theta = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let rest = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) rest -= rows[k]![j]! * theta[j]!;
    theta[k] = rest / rows[k]![k]!;
  }
  return theta;
}

/** XᵀX. x: rows of numbers. */
export function gram(x: readonly (readonly number[])[]): number[][] {
  const width = x[0]!.length;
  return Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_, j) => x.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
}

/**
 * θ of the smallest squared error. A bias is a column of ones.
 *
 * @example leastSquares([[1, 0], [1, 1]], [2, 5]) // [2, 3]
 */
export function leastSquares(x: readonly (readonly number[])[], y: readonly number[]): number[] {
  const right = x[0]!.map((_, j) => x.reduce((sum, row, i) => sum + row[j]! * y[i]!, 0));
  return solve(gram(x), right);
}

export const predict = (x: readonly (readonly number[])[], theta: readonly number[]): number[] =>
  x.map((row) => row.reduce((sum, value, j) => sum + value * theta[j]!, 0));

/** Root of the mean squared error. */
export const rmse = (said: readonly number[], y: readonly number[]): number =>
  Math.sqrt(said.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0) / y.length);

/**
 * Eigenvalues of a symmetric matrix, smallest first. Source: Jacobi's method, Golub & Van Loan, "Matrix Computations" (4th ed.), §8.5.
 *
 * @example eigenvalues([[2, 1], [1, 2]]) // [1, 3]
 */
export function eigenvalues(a: readonly (readonly number[])[]): number[] {
  const n = a.length;
  const m = a.map((row) => [...row]);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        off += m[p]![q]! ** 2;
        rotate(m, p, q);
      }
    }
    if (off === 0) break;
  }
  return m.map((row, i) => row[i]!).toSorted((x, y) => x - y);
}

/** Turns rows and columns p and q so that their common entry is 0. */
function rotate(m: number[][], p: number, q: number): void {
  const entry = m[p]![q]!;
  if (entry === 0) return;
  const tau = (m[q]![q]! - m[p]![p]!) / (2 * entry);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const [c, s] = [1 / Math.sqrt(1 + t * t), t / Math.sqrt(1 + t * t)];
  for (let k = 0; k < m.length; k++) {
    const [kp, kq] = [m[k]![p]!, m[k]![q]!];
    m[k]![p] = c * kp - s * kq;
    m[k]![q] = s * kp + c * kq;
  }
  for (let k = 0; k < m.length; k++) {
    const [pk, qk] = [m[p]![k]!, m[q]![k]!];
    m[p]![k] = c * pk - s * qk;
    m[q]![k] = s * pk + c * qk;
  }
  m[p]![q] = 0;
  m[q]![p] = 0;
}
