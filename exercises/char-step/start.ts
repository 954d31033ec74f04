import { crossEntropy, type Module, type Optimizer, type Tensor, tensor } from '#framework';

type CharModel = Module & { forward(tokens: Tensor, state: Tensor | null): [logits: Tensor, state: Tensor] };
type AnyOptimizer = Optimizer<{ lr: number }>;

/** One training step on a piece of text. Returns the mean loss per letter and the state to go on with. */
export function trainStep(
  model: CharModel,
  optimizer: AnyOptimizer,
  text: Int32Array,
  state: Tensor | null,
  maxNorm: number,
): { loss: number; state: Tensor } {
  // your turn: targets, backward, clip, step.
  const inputs = tensor([[...text]], { dtype: 'int32' }); // [1, T + 1]
  const [logits, next] = model.forward(inputs, state);
  return {
    loss: crossEntropy(logits.reshape([text.length, logits.shape[2]!]), inputs.reshape([text.length])).itemSync(),
    state: next,
  };
}
