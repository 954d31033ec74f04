/**
 * b went down
 *
 * In outer(a, b) each row belongs to a number of a: a goes down, b across. Yours is the transpose.
 */

import { arange, type Tensor, where } from '#framework';

export function outer(a: Tensor, b: Tensor): Tensor {
  return b.unsqueeze(1).mul(a);
}

export function diag(v: Tensor): Tensor {
  const i = arange(v.shape[0]!);
  return where(i.unsqueeze(1).eq(i), v, 0);
}

export function cumsum(v: Tensor): Tensor {
  const i = arange(v.shape[0]!);
  return where(i.unsqueeze(1).ge(i), v, 0).sum(1);
}

export function oneHot(ids: Tensor, classes: number): Tensor {
  return where(ids.unsqueeze(1).eq(arange(classes)), 1, 0);
}

export function distances(points: Tensor): Tensor {
  const differences = points.unsqueeze(1).sub(points.unsqueeze(0)); // [n, n, d]
  return differences.mul(differences).sum(2);
}
