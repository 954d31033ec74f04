/**
 * All axes were turned round
 *
 * Each matrix of the batch is transposed for itself: the batch axis stays in front. Exchange the last two axes only.
 */

import type { Tensor } from '#framework';

export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  const turned = (m: Tensor): Tensor => m.permute(m.shape.map((_, axis) => m.rank - 1 - axis));
  const left = grad.matmul(turned(b));
  const right = turned(a).matmul(grad);
  return [left, b.rank < a.rank ? right.sum(0) : right];
}
