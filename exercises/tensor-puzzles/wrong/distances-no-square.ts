/**
 * Differences cancelled
 *
 * You added the differences up as they are, and those of opposite sign cancelled. Square them first.
 */

import { arange, type Tensor, where } from '#framework';

export function outer(a: Tensor, b: Tensor): Tensor {
  return a.unsqueeze(1).mul(b);
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
  return points.unsqueeze(1).sub(points.unsqueeze(0)).sum(2);
}
