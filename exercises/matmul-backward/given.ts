/** How the function is asked: with tensors in float64; both gradients come back as plain numbers. */
import { Tensor, tensor } from '#framework';

type MatmulBackward = (a: Tensor, b: Tensor, grad: Tensor) => [Tensor, Tensor];

export function drive(
  { matmulBackward }: { readonly matmulBackward: MatmulBackward },
  a: number[][],
  b: number[][],
  grad: number[][],
) {
  const [x, w, upstream] = [a, b, grad].map((values) => tensor(values, { dtype: 'float64' })) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const made: unknown = matmulBackward(x, w, upstream);
  return Array.isArray(made) ? made.map((part) => (part instanceof Tensor ? part.toArray() : null)) : null;
}
