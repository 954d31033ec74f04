/** How a blocked product is asked: a small one for its numbers, a larger one for the blocks that it visited, too. */

type Visit = (i: number, p: number, j: number) => void;
type BlockedMatmul = (
  a: number[],
  b: number[],
  m: number,
  k: number,
  n: number,
  block: number,
  visit: Visit,
) => number[];

/** From so many numbers in `a` on the visits are asked for. */
const LARGE = 80;

/** The product; of a large one also the blocks, in the order of their corners: the order of the loops is the student's. */
export function drive(
  student: { readonly blockedMatmul: BlockedMatmul },
  a: number[],
  b: number[],
  m: number,
  k: number,
  n: number,
  block: number,
) {
  const visits: number[][] = [];
  const product = student.blockedMatmul(a, b, m, k, n, block, (i, p, j) => void visits.push([i, p, j]));
  if (a.length < LARGE) return product;
  visits.sort(([i = 0, p = 0, j = 0], [i2 = 0, p2 = 0, j2 = 0]) => i - i2 || p - p2 || j - j2);
  return { product, visits };
}
