/**
 * A transpose undone by a reshape
 *
 * The shape is right and the numbers are in the wrong places: a reshape keeps the order in which they lie, a transpose
 * changes it. Exchange the same two axes once more.
 */

import { stack, type Tensor, zerosLike } from '#framework';

export function reshapeBackward(grad: Tensor, shape: readonly number[]): Tensor {
  return grad.reshape([...shape]);
}

export function transposeBackward(grad: Tensor, axis0: number, axis1: number): Tensor {
  const shape = [...grad.shape];
  [shape[axis0], shape[axis1]] = [shape[axis1]!, shape[axis0]!];
  return grad.reshape(shape);
}

export function gatherRowsBackward(grad: Tensor, rows: number[], count: number): Tensor {
  const heard = rows.map((row, j) => [row, j] as const);
  const total = (of: number): Tensor =>
    heard.filter(([row]) => row === of).reduce((sum, [, j]) => sum.add(grad.select(0, j)), zerosLike(grad.sum(0)));
  return stack(Array.from({ length: count }, (_, row) => total(row)));
}
