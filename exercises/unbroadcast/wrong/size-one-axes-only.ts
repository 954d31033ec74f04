/**
 * Half of the rule: the axes of size 1
 *
 * The stretched axes were summed. The axes that broadcasting added in front are still there.
 */

import type { Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  let total = grad;
  const added = grad.rank - shape.length;
  for (const [axis, size] of shape.entries())
    if (size === 1 && total.shape[axis + added] !== 1) total = total.sum(axis + added, { keepdim: true });
  return total;
}
