/**
 * The state of another sequence
 *
 * A new sequence came, with null for its state, and began where the last one had ended. null means zeros.
 *
 * @moment t=names-rnn.7~names-rnn.7!state-leaks-between-sequences&step=10
 */

import { clipGradNorm, crossEntropy, type Module, type Optimizer, type Tensor, tensor } from '#framework';

type CharModel = Module & { forward(tokens: Tensor, state: Tensor | null): [logits: Tensor, state: Tensor] };
type AnyOptimizer = Optimizer<{ lr: number }>;

const kept = new WeakMap<CharModel, Tensor>();

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
  const [logits, next] = model.forward(inputs, state ?? kept.get(model) ?? null); // [1, T, V]
  const loss = crossEntropy(logits.reshape([T, logits.shape[2]!]), targets);
  loss.backward();
  clipGradNorm(model.parameters(), maxNorm);
  optimizer.step();
  kept.set(model, next.detach());
  return { loss: loss.itemSync(), state: next.detach() };
}
