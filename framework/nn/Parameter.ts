import { keepStorage } from '../tensor/ownership.ts';
import { Tensor } from '../tensor/Tensor.ts';

/** A tensor that a module owns and an optimizer changes. Wants a gradient from the start. Shares the memory it is given. Outlives scopes. */
export class Parameter extends Tensor {
  constructor(values: Tensor) {
    super(values.storage, values.shape, values.strides, values.offset);
    this.requiresGrad_(true);
    keepStorage(values.storage);
  }
}
