import type { Tensor } from '#framework';

// Allowed: arange, unsqueeze, add, sub, mul, div, eq, ge, where, sum.

/** [n], [m] → [n, m]: every number of a times every number of b */
export function outer(a: Tensor, b: Tensor): Tensor {
  return a; // your turn
}

/** [n] → [n, n]: v on the diagonal, 0 elsewhere */
export function diag(v: Tensor): Tensor {
  return v; // your turn
}

/** [n] → [n]: each place has the sum of everything up to it, itself included */
export function cumsum(v: Tensor): Tensor {
  return v; // your turn
}

/** [n] of labels → [n, classes]: 1 in the column of the label, 0 elsewhere */
export function oneHot(ids: Tensor, classes: number): Tensor {
  return ids; // your turn
}

/** [n, d] → [n, n]: the squared distance of every pair of points */
export function distances(points: Tensor): Tensor {
  return points; // your turn
}
