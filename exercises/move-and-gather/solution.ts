import { oneHot, type Tensor, tensor } from '#framework';

/** grad: what a reshape gave; shape: what it was made of → shape. */
export function reshapeBackward(grad: Tensor, shape: readonly number[]): Tensor {
  return grad.reshape([...shape]);
}

/** grad: what an exchange of two axes gave → the shape before. */
export function transposeBackward(grad: Tensor, axis0: number, axis1: number): Tensor {
  return grad.transpose(axis0, axis1);
}

/** grad: [k, C], of the rows that were taken from a table of `count`; rows: their k numbers → [count, C] */
export function gatherRowsBackward(grad: Tensor, rows: number[], count: number): Tensor {
  const taken = oneHot(tensor(rows, { dtype: 'int32' }), count, { dtype: grad.dtype }); // [k, count]
  return taken.transpose().matmul(grad); // whoever took row r sends there
}
