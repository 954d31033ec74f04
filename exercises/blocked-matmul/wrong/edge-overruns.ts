/**
 * Blocks run over the edge
 *
 * The last block of an axis is not cut. Its rows and columns lie outside: what is read there is undefined, and
 * sums become NaN or land in the next row.
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
        for (let i = i0; i < i0 + block; i++)
          for (let j = j0; j < j0 + block; j++) {
            let sum = 0;
            for (let p = p0; p < p0 + block; p++) sum += a[i * k + p]! * b[p * n + j]!;
            c[i * n + j] = (c[i * n + j] ?? 0) + sum;
          }
      }
  return c;
}
