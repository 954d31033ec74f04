/** How the function is asked: with tensors in float64, labels as whole numbers; the six gradients come back as plain numbers. */
import { Tensor, tensor } from '#framework';

type Weights = Readonly<Record<string, Tensor>>;
type MlpBackward = (x: Tensor, labels: Tensor, p: Weights) => Weights;

const names = ['w1', 'b1', 'w2', 'b2', 'w3', 'b3'];

export function drive(
  { mlpBackward }: { readonly mlpBackward: MlpBackward },
  x: number[][],
  labels: number[],
  p: Readonly<Record<string, number[]>>,
) {
  const exact = { dtype: 'float64' } as const;
  const weights = Object.fromEntries(names.map((name) => [name, tensor(p[name]!, exact)]));
  const made = mlpBackward(tensor(x, exact), tensor(labels, { dtype: 'int32' }), weights) as unknown;
  const gradient = (name: string): unknown => (made as Record<string, unknown> | null | undefined)?.[name];
  return Object.fromEntries(
    names.map((name) => {
      const value = gradient(name);
      return [name, value instanceof Tensor ? value.toArray() : null];
    }),
  );
}
