/**
 * Once more forward
 *
 * You took rows of `grad` by the same indices: that is the way forward again. Entry j of `grad` goes back to row `rows[j]`.
 */

import { type Tensor, tensor } from '#framework';

export function reshapeBackward(grad: Tensor, shape: readonly number[]): Tensor {
  return grad.reshape([...shape]);
}

export function transposeBackward(grad: Tensor, axis0: number, axis1: number): Tensor {
  return grad.transpose(axis0, axis1);
}

export function gatherRowsBackward(grad: Tensor, rows: number[], count: number): Tensor {
  void count;
  return grad.indexSelect(0, tensor(rows, { dtype: 'int32' }));
}
