/** The way back of max pooling: each window's gradient goes to the one cell that won it. */
import { scalar } from '../../tensor/create.ts';
import { type Shape, sizeOf } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';

/** grad and winners (row-major places inside a plane): [N, C, windows…] → shape [N, C, cells…] */
export function scatterWinners(grad: Tensor, winners: Tensor, shape: Shape): Tensor {
  const [n, c] = shape as [number, number];
  winners.storage.arePlaces = true; // the pool's kernel wrote them: to look at each takes a third of the time of bringing the gradients back
  const windows = [n, c, sizeOf(grad.shape.slice(2))];
  // One zero, seen everywhere: scatterAdd copies what it adds to, and zeros of their own would be written twice.
  const flat = new Tensor(scalar(0, grad.dtype).storage, [n, c, sizeOf(shape.slice(2))], [0, 0, 0]);
  return flat.scatterAdd(2, winners.reshape(windows), grad.reshape(windows)).reshape(shape);
}
