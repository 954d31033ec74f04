import { isPlainObject } from '../tensor/kinds.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { Adam, type AdamOptions } from './Adam.ts';
import type { ParameterGroup } from './Optimizer.ts';

/**
 * Adam whose weight decay pulls on the parameter itself instead of joining the gradient, where Adam's scaling would distort it.
 * Defaults: Adam's, with weightDecay 0.01.
 * Source: Loshchilov & Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
 *
 * @example new AdamW(model.parameters(), { lr: 3e-4, weightDecay: 0.1 })
 */
export class AdamW extends Adam {
  protected override readonly decoupled: boolean = true;

  constructor(params: Iterable<Tensor> | readonly ParameterGroup<AdamOptions>[], options: Partial<AdamOptions> = {}) {
    super(params, isPlainObject(options) ? { weightDecay: 0.01, ...options } : options);
  }
}
