/**
 * What came from above was not used
 *
 * You sent back what an upstream of ones would. The loss does not care equally for every cell of the result: `grad` says how
 * much.
 *
 * @moment t=moons-skip.7~moons-skip.7!upstream-dropped&step=20
 */

import { onesLike, type Tensor } from '#framework';

export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  const ones = onesLike(grad);
  const left = ones.matmul(b.transpose());
  const right = a.transpose().matmul(ones);
  return [left, b.rank < a.rank ? right.sum(0) : right];
}
