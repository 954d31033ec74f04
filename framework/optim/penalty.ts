/**
 * Regularisation as a term of the loss, for those who want to see it there. (An optimizer's `weightDecay` does the same as
 * `l2Penalty` for SGD, inside the update.) Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), §7.1.
 */
import { signature, tensorsOf } from '../tensor/arguments.ts';
import { zeros } from '../tensor/create.ts';
import type { Tensor } from '../tensor/Tensor.ts';

const calls = {
  l1Penalty: signature('l1Penalty', { parameters: 'iterable' }),
  l2Penalty: signature('l2Penalty', { parameters: 'iterable' }),
};

/**
 * Σ |θ| over all parameters: pulls every number towards zero by the same amount, so many end there. → []
 *
 * @example const loss = crossEntropy(logits, labels).add(l1Penalty(model.parameters()).mul(1e-4));
 */
export function l1Penalty(parameters: Iterable<Tensor>): Tensor {
  return total(tensorsOf(calls.l1Penalty, 0, parameters), (parameter) => parameter.abs().sum());
}

/**
 * ½ Σ θ² over all parameters: its gradient is θ itself, so λ times it equals `weightDecay: λ` in SGD. → []
 *
 * @example const loss = mse(y, target).add(l2Penalty(model.parameters()).mul(0.01));
 */
export function l2Penalty(parameters: Iterable<Tensor>): Tensor {
  return total(tensorsOf(calls.l2Penalty, 0, parameters), (parameter) => parameter.square().sum().mul(0.5));
}

const total = (parameters: readonly Tensor[], measure: (parameter: Tensor) => Tensor): Tensor => {
  const [first = zeros([]), ...rest] = parameters.map(measure);
  return rest.reduce((sum, part) => sum.add(part), first);
};
