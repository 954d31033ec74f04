/**
 * The targets are the inputs
 *
 * The loss falls to 0, because the model copies. The letter to be said is the next one: shift by one.
 *
 * @moment t=names-rnn.7~names-rnn.7!target-not-shifted&step=10
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
  const targets = tensor([...text.subarray(0, T)], { dtype: 'int32' }); // [T]
  optimizer.zeroGrad();
  const [logits, next] = model.forward(inputs, state); // [1, T, V]
  const loss = crossEntropy(logits.reshape([T, logits.shape[2]!]), targets);
  loss.backward();
  clipGradNorm(model.parameters(), maxNorm);
  optimizer.step();
  return { loss: loss.itemSync(), state: next.detach() };
}
