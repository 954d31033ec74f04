/** How the function is asked: with a tensor in float64; the gradient comes back as shape and plain numbers. */
import { Tensor, tensor } from '#framework';

type Unbroadcast = (grad: Tensor, shape: readonly number[]) => Tensor;

export function drive(
  { unbroadcast }: { readonly unbroadcast: Unbroadcast },
  grad: number[],
  shape: readonly number[],
) {
  const made: unknown = unbroadcast(tensor(grad, { dtype: 'float64' }), [...shape]);
  return made instanceof Tensor ? { shape: [...made.shape], values: made.toArray() } : { shape: null, values: null };
}
