/**
 * Aligned from the left
 *
 * Broadcasting adds axes in front and aligns shapes from the last axis on. You took the axes away at the end. Where the
 * sizes are equal, the shape looks right and the numbers are of another axis.
 */

import type { Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  let total = grad;
  while (total.rank > shape.length) total = total.sum(-1);
  for (const [axis, size] of shape.entries())
    if (size === 1 && total.shape[axis] !== 1) total = total.sum(axis, { keepdim: true });
  return total;
}
