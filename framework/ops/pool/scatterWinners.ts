/** The way back of max pooling: each window's gradient goes to the one cell that won it. */
import { zeros } from '../../tensor/create.ts';
import { type Shape, sizeOf } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** grad and winners (row-major places inside a plane): [N, C, windows…] → shape [N, C, cells…] */
export function scatterWinners(grad: Tensor, winners: Tensor, shape: Shape): Tensor {
  const [n, c] = shape as [number, number];
  const windows = [n, c, sizeOf(grad.shape.slice(2))];
  const flat = zeros([n, c, sizeOf(shape.slice(2))], { dtype: grad.dtype });
  return flat.scatterAdd(2, winners.reshape(windows), grad.reshape(windows)).reshape(shape);
}
