/**
 * Only the first copy was heard
 *
 * The shape is right, but it holds one slice of the gradient. All copies read the number, and all of them have a say.
 */

import type { Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  let total = grad;
  while (total.rank > shape.length) total = total.select(0, 0);
  for (const [axis, size] of shape.entries())
    if (size === 1 && total.shape[axis] !== 1) total = total.select(axis, 0).unsqueeze(axis);
  return total;
}
