/**
 * The same products in another order: one number of A meets a whole row of B,
 * and the result is added to a row of C. The inner loop now walks along two
 * rows, so memory arrives in the order in which it lies.
 */
export function matmul(
  a: Float32Array, // [m, k]
  b: Float32Array, // [k, n]
  c: Float32Array, // [m, n]
  m: number,
  k: number,
  n: number,
): void {
  c.fill(0);
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const factor = a[i * k + p]!;
      for (let j = 0; j < n; j++) c[i * n + j]! += factor * b[p * n + j]!;
    }
  }
}
