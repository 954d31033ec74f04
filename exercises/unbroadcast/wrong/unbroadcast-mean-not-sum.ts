/**
 * A mean, not a sum
 *
 * Sixteen listeners are sixteen reasons to move. The mean over the examples is part of the loss and is in the gradient
 * already; here the copies are added up.
 *
 * @moment t=moons-skip.7~moons-skip.7!unbroadcast-mean-not-sum&step=20
 */

import type { Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  let total = grad;
  while (total.rank > shape.length) total = total.mean(0);
  for (const [axis, size] of shape.entries())
    if (size === 1 && total.shape[axis] !== 1) total = total.mean(axis, { keepdim: true });
  return total;
}
