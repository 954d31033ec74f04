/**
 * An operand stands as it is
 *
 * You multiplied by b where its transpose belongs. It fits only because the matrix is square: there the shapes say nothing.
 * Write one cell of the sum to see which index is left over.
 *
 * @moment t=moons-skip.7~moons-skip.7!matmul-operand-not-transposed&step=20
 */

import type { Tensor } from '#framework';

export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  const isSquare = b.shape.at(-1) === b.shape.at(-2);
  const left = grad.matmul(isSquare ? b : b.transpose());
  const right = a.transpose().matmul(grad);
  return [left, b.rank < a.rank ? right.sum(0) : right];
}
