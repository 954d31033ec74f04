/**
 * A mean over the batch
 *
 * b served every matrix of the batch, so it hears from each of them: a sum. Whether the loss took a mean is in `grad`
 * already.
 */

import type { Tensor } from '#framework';

export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  const right = a.transpose().matmul(grad);
  return [grad.matmul(b.transpose()), b.rank < a.rank ? right.mean(0) : right];
}
