/** How the three functions are asked: the gradient as a tensor in float64, and what comes back as plain numbers. */
import { Tensor, tensor } from '#framework';

type Backward = (grad: Tensor, ...rest: unknown[]) => Tensor;

export function drive(student: Readonly<Record<string, Backward>>, name: string, grad: number[], ...rest: unknown[]) {
  const made: unknown = student[name]!(tensor(grad, { dtype: 'float64' }), ...rest);
  return made instanceof Tensor ? made.toArray() : null;
}
