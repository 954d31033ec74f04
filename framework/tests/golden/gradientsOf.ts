/** Gradients of one or several outputs under given upstream gradients, as case.py takes them in PyTorch. */
import { grad, type Tensor, tensor, zerosLike } from '../../index.ts';

/**
 * ∂(Σ upstream · output)/∂leaf for each leaf; zeros when no output has a history. An upstream of null: that output has no
 * derivative (an index).
 */
export function gradientsOf(
  outputs: readonly Tensor[],
  upstream: readonly (readonly number[] | null)[],
  leaves: readonly Tensor[],
): Tensor[] {
  const terms = outputs.flatMap((output, i) => {
    const numbers = upstream[i];
    if (numbers === null || numbers === undefined || !output.requiresGrad) return [];
    const { shape, dtype } = output;
    return [{ output, gradient: tensor(Float64Array.from(numbers), { shape, dtype }) }];
  });
  const [only, ...others] = terms;
  if (only === undefined) return leaves.map(zerosLike);
  if (others.length === 0) return grad(only.output, leaves, { gradient: only.gradient });
  return grad(
    terms.map(({ output, gradient }) => output.mul(gradient).sum()).reduce((a, b) => a.add(b)),
    leaves,
  );
}
