import { arange, type Tensor, where } from '#framework';

/** [n], [m] → [n, m] */
export function outer(a: Tensor, b: Tensor): Tensor {
  return a.unsqueeze(1).mul(b);
}

/** [n] → [n, n] */
export function diag(v: Tensor): Tensor {
  const i = arange(v.shape[0]!);
  return where(i.unsqueeze(1).eq(i), v, 0);
}

/** [n] → [n] */
export function cumsum(v: Tensor): Tensor {
  const i = arange(v.shape[0]!);
  return where(i.unsqueeze(1).ge(i), v, 0).sum(1);
}

/** [n] of labels → [n, classes] */
export function oneHot(ids: Tensor, classes: number): Tensor {
  return where(ids.unsqueeze(1).eq(arange(classes)), 1, 0);
}

/** [n, d] → [n, n], squared */
export function distances(points: Tensor): Tensor {
  const differences = points.unsqueeze(1).sub(points.unsqueeze(0)); // [n, n, d]
  return differences.mul(differences).sum(2);
}
