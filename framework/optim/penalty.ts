/**
 * Regularisation as a term of the loss, for those who want to see it there. (An optimizer's `weightDecay` does the same as
 * `l2Penalty` for SGD, inside the update.) Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), §7.1.
 */
import { signature, tensorsOf } from '../tensor/arguments.ts';
import { zeros } from '../tensor/create.ts';
import { checkSubstituted, isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
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
  return total('l1Penalty', tensorsOf(calls.l1Penalty, 0, parameters), (parameter) => parameter.abs().sum());
}

/**
 * ½ Σ θ² over all parameters: its gradient is θ itself, so λ times it equals `weightDecay: λ` in SGD. → []
 *
 * @example const loss = mse(y, target).add(l2Penalty(model.parameters()).mul(0.01));
 */
export function l2Penalty(parameters: Iterable<Tensor>): Tensor {
  return total('l2Penalty', tensorsOf(calls.l2Penalty, 0, parameters), (parameter) =>
    parameter.square().sum().mul(0.5),
  );
}

/** The sum of what `measure` says of each. A substitute of that name gets the parameters as a list. */
function total(name: string, parameters: readonly Tensor[], measure: (parameter: Tensor) => Tensor): Tensor {
  const substitute = isSubstituting() ? substituteFor(name) : null;
  if (substitute !== null) return checkSubstituted(substitute, runSubstitute(substitute, [parameters]), []);
  const [first = zeros([]), ...rest] = parameters.map(measure);
  return rest.reduce((sum, part) => sum.add(part), first);
}
