import type { Tensor } from '#framework';

/** grad: the output's shape; shape: what the operand had before it was stretched → a gradient of that shape. */
export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  void shape;
  // your turn: `x.sum(axis)` takes an axis away, `x.sum(axis, { keepdim: true })` leaves it with size 1; `x.shape` and `x.rank` say what there is.
  return grad.neg();
}
