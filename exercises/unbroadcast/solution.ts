import type { Tensor } from '#framework';

/**
 * A gradient back in the shape that an operand had before it was stretched: summed over every axis that broadcasting added or stretched.
 *
 * grad: the output's shape; shape: the operand's → shape.
 */
export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  let total = grad;
  while (total.rank > shape.length) total = total.sum(0); // axes that were added in front
  for (const [axis, size] of shape.entries())
    if (size === 1 && total.shape[axis] !== 1) total = total.sum(axis, { keepdim: true }); // axes that were stretched
  return total;
}
