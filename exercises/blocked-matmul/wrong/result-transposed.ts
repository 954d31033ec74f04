/**
 * The result is transposed
 *
 * Cell (i, j) stands at i · n + j. You put it at j · m + i, which is the transposed matrix.
 */

export function blockedMatmul(
  a: number[],
  b: number[],
  m: number,
  k: number,
  n: number,
  block: number,
  visit: (i: number, p: number, j: number) => void,
): number[] {
  const c = Array.from({ length: m * n }, () => 0);
  for (let i0 = 0; i0 < m; i0 += block)
    for (let p0 = 0; p0 < k; p0 += block)
      for (let j0 = 0; j0 < n; j0 += block) {
        visit(i0, p0, j0);
        for (let i = i0; i < Math.min(i0 + block, m); i++)
          for (let j = j0; j < Math.min(j0 + block, n); j++) {
            let sum = 0;
            for (let p = p0; p < Math.min(p0 + block, k); p++) sum += a[i * k + p]! * b[p * n + j]!;
            c[j * m + i]! += sum;
          }
      }
  return c;
}
