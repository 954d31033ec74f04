/**
 * A function with a derivative of your own: where the chain rule through its parts would be slow, unstable or simply not what is
 * wanted (a straight-through estimator, a reversed gradient). An op of the framework's own is a `defineOp`; this is the short form.
 */

import { defineOp } from '../ops/define.ts';
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';

export interface CustomFunction {
  /** What errors and traces call it. */
  readonly name: string;
  /** Runs unrecorded: the derivative is yours. */
  readonly forward: (...inputs: Tensor[]) => Tensor;
  /**
   * ∂L/∂output → ∂L/∂input for each input, in order; null where there is none. Written in ops, it can be differentiated again.
   * What forward works out and backward needs can be computed again here, or kept in a variable around both.
   */
  readonly backward: (
    gradient: Tensor,
    call: { readonly inputs: readonly Tensor[]; readonly output: Tensor },
  ) => readonly (Tensor | null)[];
}

const call = signature('customFunction', {}, { name: 'text!', forward: 'function!', backward: 'function!' });

/**
 * Make a differentiable function from a computation and its derivative. The result takes and returns tensors.
 *
 * Errors: a backward that returns too few or too many gradients, or one that does not have its input's shape.
 *
 * @example
 * const reverse = customFunction({ name: 'reverse', forward: (x) => x.mul(1), backward: (g) => [g.neg()] });
 * reverse(features); // the same numbers forwards, the opposite gradient backwards
 */
export function customFunction(options: CustomFunction): (...inputs: Tensor[]) => Tensor {
  const { name, forward, backward } = optionsOf(call, [options]);
  return defineOp<Tensor[]>({
    name,
    summary: 'A function with a derivative of its own.',
    tex: { forward: '', backward: '' },
    kernels: [],
    tensors: (inputs) => inputs,
    forward,
    backward: (gradient, { inputs, output }) => {
      const gradients = backward(gradient, { inputs, output });
      checkGradients(name, gradients, inputs);
      return gradients;
    },
    examples: () => [],
  });
}

function checkGradients(name: string, gradients: readonly (Tensor | null)[], inputs: readonly Tensor[]): void {
  if (gradients.length !== inputs.length) {
    throw new ChalkgradError(
      `${name}: backward returned ${gradients.length} gradients for ${inputs.length} inputs`,
      'return one gradient for each input, or null where there is none.',
    );
  }
  gradients.forEach((gradient, i) => {
    if (gradient !== null && !sameShape(gradient.shape, inputs[i]!.shape)) {
      throw new ChalkgradError(
        `${name}: backward returned a gradient of shape ${shapeText(gradient.shape)} for input ${i} of shape ${shapeText(inputs[i]!.shape)}`,
        'a gradient has the shape of its input; after broadcasting use sumTo.',
      );
    }
  });
}
