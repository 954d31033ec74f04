/**
 * The definition, written down: for every cell of C, walk along a row of A and
 * down a column of B. Two neighbours in a column lie n floats apart, so nearly
 * every step of the inner loop fetches a new cache line.
 */
export function matmul(
  a: Float32Array, // [m, k]
  b: Float32Array, // [k, n]
  c: Float32Array, // [m, n]
  m: number,
  k: number,
  n: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[i * k + p]! * b[p * n + j]!;
      c[i * n + j] = sum;
    }
  }
}
