import { backendName } from '../kernels/backend.ts';
import { checkPlace, signature } from '../tensor/arguments.ts';
import { settleStorage } from '../tensor/ownership.ts';
import { Tensor } from '../tensor/Tensor.ts';

const call = signature('Parameter', { values: 'tensor' });

/**
 * A tensor that a module owns and an optimizer changes. Wants a gradient from the start. Shares its numbers with the tensor it is given. Outlives
 * scopes, and lies where the kernels read it in place.
 */
export class Parameter extends Tensor {
  constructor(values: Tensor) {
    checkPlace(call, 0, values);
    super(values.storage, values.shape, values.strides, values.offset);
    this.requiresGrad_(true);
    backendName(); // decides, if nobody has yet, where kernels want their numbers
    settleStorage(values.storage);
  }
}
