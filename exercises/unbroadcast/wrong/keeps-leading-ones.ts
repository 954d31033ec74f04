/**
 * Ones in front are left over
 *
 * [1, 3] is not [3]. Axes that broadcasting added in front go away altogether; only an axis that had size 1 is kept.
 */

import type { Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  let total = grad;
  const added = grad.rank - shape.length;
  for (let axis = 0; axis < added; axis++) total = total.sum(axis, { keepdim: true });
  for (const [axis, size] of shape.entries())
    if (size === 1 && total.shape[axis + added] !== 1) total = total.sum(axis + added, { keepdim: true });
  return total;
}
