/**
 * The gradients lie on their sides
 *
 * The numbers are right, but each stands transposed. A gradient has the shape of its value: turn the factors and their order.
 */

import type { Tensor } from '#framework';

export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  const left = b.matmul(grad.transpose());
  const right = grad.transpose().matmul(a);
  return [left, b.rank < a.rank ? right.sum(0) : right];
}
