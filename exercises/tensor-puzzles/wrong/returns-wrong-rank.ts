/**
 * One axis too many
 *
 * The running sum of [n] is [n]. You returned a table with a single row: sum that axis away, or never make it.
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
  return where(i.unsqueeze(1).ge(i), v, 0).sum(1).unsqueeze(0);
}

export function oneHot(ids: Tensor, classes: number): Tensor {
  return where(ids.unsqueeze(1).eq(arange(classes)), 1, 0);
}

export function distances(points: Tensor): Tensor {
  const differences = points.unsqueeze(1).sub(points.unsqueeze(0)); // [n, n, d]
  return differences.mul(differences).sum(2);
}
