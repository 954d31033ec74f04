/**
 * A mean over those who took it
 *
 * A row that was taken three times has three reasons to move, not a third of each. Add, and divide by nothing.
 */

import { stack, type Tensor, zerosLike } from '#framework';

export function reshapeBackward(grad: Tensor, shape: readonly number[]): Tensor {
  return grad.reshape([...shape]);
}

export function transposeBackward(grad: Tensor, axis0: number, axis1: number): Tensor {
  return grad.transpose(axis0, axis1);
}

export function gatherRowsBackward(grad: Tensor, rows: number[], count: number): Tensor {
  const mean = (of: number): Tensor => {
    const takers = rows.flatMap((row, j) => (row === of ? [grad.select(0, j)] : []));
    const total = takers.reduce((sum, taken) => sum.add(taken), zerosLike(grad.sum(0)));
    return takers.length === 0 ? total : total.div(takers.length);
  };
  return stack(Array.from({ length: count }, (_, row) => mean(row)));
}
