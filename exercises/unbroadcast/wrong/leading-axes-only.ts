/**
 * Half of the rule: the axes in front
 *
 * The new axes were summed. An axis of size 1 was stretched as well, and is still as long as the result.
 */

import type { Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  let total = grad;
  while (total.rank > shape.length) total = total.sum(0);
  return total;
}
