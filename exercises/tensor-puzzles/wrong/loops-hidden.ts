/**
 * A loop in disguise
 *
 * You looked at single numbers and put the answer together by hand. Let an axis do it: a column against a row is already
 * every pair.
 */

import { arange, type Tensor, tensor, where } from '#framework';

export function outer(a: Tensor, b: Tensor): Tensor {
  return a.unsqueeze(1).mul(b);
}

export function diag(v: Tensor): Tensor {
  const i = arange(v.shape[0]!);
  return where(i.unsqueeze(1).eq(i), v, 0);
}

export function cumsum(v: Tensor): Tensor {
  let total = 0;
  return tensor([...v.dataSync()].map((value) => (total += value)));
}

export function oneHot(ids: Tensor, classes: number): Tensor {
  return where(ids.unsqueeze(1).eq(arange(classes)), 1, 0);
}

export function distances(points: Tensor): Tensor {
  const differences = points.unsqueeze(1).sub(points.unsqueeze(0)); // [n, n, d]
  return differences.mul(differences).sum(2);
}
