import { kernels } from '../kernels/backend.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { Optimizer, type ParameterGroup } from './Optimizer.ts';
import type { SeenUpdate, UpdateParts } from './StateWatch.ts';

export interface RMSpropOptions {
  /** Learning rate. Default 0.01. */
  lr: number;
  /** How much of the mean squared gradient stays. Default 0.99. */
  alpha: number;
  /** Keeps the quotient finite. Default 1e-8. */
  eps: number;
  /** How much of the last velocity stays. Default 0. */
  momentum: number;
  /** Divide by the spread around the mean gradient instead of around zero. Default false. */
  centered: boolean;
  /** L2 pull towards zero, added to the gradient. Default 0. */
  weightDecay: number;
}

/**
 * RMSprop: s ← α s + (1 - α) g², θ ← θ - η g / (√s + ε). State per parameter: `squares`, `mean` (centred), `velocity` (momentum).
 * Source: Hinton, "Neural networks for machine learning", lecture 6e (2012); centred: Graves (2013), §4.2.
 *
 * @example new RMSprop(model.parameters(), { lr: 1e-3, alpha: 0.9 })
 */
export class RMSprop extends Optimizer<RMSpropOptions> {
  constructor(
    params: Iterable<Tensor> | readonly ParameterGroup<RMSpropOptions>[],
    options: Partial<RMSpropOptions> = {},
  ) {
    super(params, { lr: 0.01, alpha: 0.99, eps: 1e-8, momentum: 0, centered: false, weightDecay: 0 }, options);
  }

  protected override slotNames(settings: RMSpropOptions): readonly string[] {
    return ['squares', ...(settings.centered ? ['mean'] : []), ...(settings.momentum > 0 ? ['velocity'] : [])];
  }

  protected update(parameter: Tensor, gradient: Tensor, settings: RMSpropOptions): void {
    const squares = this.slot(parameter, 'squares').memory;
    const mean = settings.centered ? this.slot(parameter, 'mean').memory : null;
    const velocity = settings.momentum > 0 ? this.slot(parameter, 'velocity').memory : null;
    kernels().rmspropStep(parameter.memory, gradient, squares, mean, velocity, settings);
  }

  protected override partsOf(settings: RMSpropOptions, _steps: number, seen: SeenUpdate): UpdateParts {
    const { lr, eps, momentum, centered, weightDecay } = settings;
    const { values, gradient, before, after } = seen;
    const { squares, mean } = after;
    const { velocity } = before;
    const size = (i: number): number => lr / (Math.sqrt(squares![i]! - (centered ? mean![i]! ** 2 : 0)) + eps);
    return {
      gradient: (i) => -size(i) * gradient[i]!,
      ...(momentum > 0 && velocity !== undefined ? { memory: (i) => -lr * momentum * velocity[i]! } : {}),
      ...(weightDecay === 0 ? {} : { decay: (i) => -size(i) * weightDecay * values[i]! }),
    };
  }
}
