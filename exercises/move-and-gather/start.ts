import type { Tensor } from '#framework';

/** grad: what a reshape gave; shape: what it was made of → shape. */
export function reshapeBackward(grad: Tensor, shape: readonly number[]): Tensor {
  void shape;
  return grad.neg(); // your turn: `x.reshape([…])`
}

/** grad: what an exchange of two axes gave → the shape before. */
export function transposeBackward(grad: Tensor, axis0: number, axis1: number): Tensor {
  void [axis0, axis1];
  return grad.neg(); // your turn
}

/** grad: [k, C], of the rows that were taken from a table of `count`; rows: their k numbers → [count, C] */
export function gatherRowsBackward(grad: Tensor, rows: number[], count: number): Tensor {
  void [rows, count];
  return grad.neg(); // your turn: `grad.select(0, j)` is row j, `stack([…])` lays rows under each other, and there is more than one way
}
