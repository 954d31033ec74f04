import { kernels } from '../kernels/backend.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { Optimizer, type ParameterGroup } from './Optimizer.ts';
import type { SeenUpdate, UpdateParts } from './StateWatch.ts';

export interface AdagradOptions {
  /** Learning rate. Default 0.01. */
  lr: number;
  /** The rate of step t is lr / (1 + (t - 1) · lrDecay). Default 0. */
  lrDecay: number;
  /** L2 pull towards zero, added to the gradient. Default 0. */
  weightDecay: number;
  /** What the sum of squares starts from. Default 0. */
  initialAccumulatorValue: number;
  /** Keeps the quotient finite. Default 1e-10. */
  eps: number;
}

/**
 * Adagrad: s ← s + g², θ ← θ - η g / (√s + ε). Rare features keep large steps. State per parameter: `sum`.
 * Source: Duchi, Hazan & Singer, "Adaptive subgradient methods for online learning" (2011), figure 1.
 *
 * @example new Adagrad(model.parameters(), { lr: 0.1 })
 */
export class Adagrad extends Optimizer<AdagradOptions> {
  constructor(
    params: Iterable<Tensor> | readonly ParameterGroup<AdagradOptions>[],
    options: Partial<AdagradOptions> = {},
  ) {
    super(params, { lr: 0.01, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10 }, options);
  }

  protected override slotNames(): readonly string[] {
    return ['sum'];
  }

  protected update(parameter: Tensor, gradient: Tensor, settings: AdagradOptions, step: number): void {
    const { lrDecay, eps, weightDecay, initialAccumulatorValue } = settings;
    const sum = this.slot(parameter, 'sum', initialAccumulatorValue).memory;
    const lr = settings.lr / (1 + (step - 1) * lrDecay);
    kernels().adagradStep(parameter.memory, gradient, sum, { lr, eps, weightDecay });
  }

  protected override partsOf(
    { lr, lrDecay, weightDecay, eps }: AdagradOptions,
    steps: number,
    { values, gradient, after }: SeenUpdate,
  ): UpdateParts {
    const rate = (i: number): number => lr / (1 + (steps - 1) * lrDecay) / (Math.sqrt(after['sum']![i]!) + eps);
    return {
      gradient: (i) => -rate(i) * gradient[i]!,
      ...(weightDecay === 0 ? {} : { decay: (i) => -rate(i) * weightDecay * values[i]! }),
    };
  }
}
