/** The product of a: [m, k] and b: [k, n], block by block → [m, n], all row by row. */
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
  visit(0, 0, 0);
  // your turn: a loop over the blocks of each axis, and three loops inside.
  return c.map(() => a.length + b.length + k + block);
}
