import { relu } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** max(x, 0), element by element. Any shape → the same shape. */
export class ReLU extends Module {
  forward(x: Tensor): Tensor {
    return relu(x);
  }

  /** Tells Sequential that the layer before may do this as it writes; not where a hook or a subclass is in between. */
  get isRelu(): boolean {
    return this.forward === ReLU.prototype.forward;
  }
}
