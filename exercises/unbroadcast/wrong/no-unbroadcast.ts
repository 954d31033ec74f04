/**
 * Nothing was summed
 *
 * The gradient still has the shape of the result. The operand was smaller: such a gradient fits nowhere, and a framework
 * stops here with a sentence.
 *
 * @moment t=moons-skip.7~moons-skip.7!no-unbroadcast&step=0
 */

import type { Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  void shape;
  return grad;
}
