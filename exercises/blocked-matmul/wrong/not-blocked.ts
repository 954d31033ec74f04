/**
 * Right, but not in blocks
 *
 * The numbers are right, and the blocks are not there: you visit once and run through everything. Then every
 * number is fetched again for each row.
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
  if (block > 0) visit(0, 0, 0);
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++) for (let j = 0; j < n; j++) c[i * n + j]! += a[i * k + p]! * b[p * n + j]!;
  return c;
}
