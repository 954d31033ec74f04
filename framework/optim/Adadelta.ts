import { kernels } from '../kernels/backend.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { Optimizer, type ParameterGroup } from './Optimizer.ts';
import type { SeenUpdate, UpdateParts } from './StateWatch.ts';

export interface AdadeltaOptions {
  /** Factor of each change. Default 1: the method finds its own scale. */
  lr: number;
  /** How much of both running means stays. Default 0.9. */
  rho: number;
  /** Starts the first changes and keeps the quotient finite. Default 1e-6. */
  eps: number;
  /** L2 pull towards zero, added to the gradient. Default 0. */
  weightDecay: number;
}

/**
 * Adadelta: Δ = √(E[Δ²] + ε) / √(E[g²] + ε) · g, θ ← θ - η Δ. State per parameter: `squares` (E[g²]), `changes` (E[Δ²]).
 * Source: Zeiler, "ADADELTA: an adaptive learning rate method" (2012), algorithm 1.
 *
 * @example new Adadelta(model.parameters())
 */
export class Adadelta extends Optimizer<AdadeltaOptions> {
  constructor(
    params: Iterable<Tensor> | readonly ParameterGroup<AdadeltaOptions>[],
    options: Partial<AdadeltaOptions> = {},
  ) {
    super(params, { lr: 1, rho: 0.9, eps: 1e-6, weightDecay: 0 }, options);
  }

  protected override slotNames(): readonly string[] {
    return ['squares', 'changes'];
  }

  protected update(parameter: Tensor, gradient: Tensor, settings: AdadeltaOptions): void {
    const squares = this.slot(parameter, 'squares').memory;
    const changes = this.slot(parameter, 'changes').memory;
    kernels().adadeltaStep(parameter.memory, gradient, squares, changes, settings);
  }

  protected override partsOf(
    { lr, eps, weightDecay }: AdadeltaOptions,
    _steps: number,
    { values, gradient, before, after }: SeenUpdate,
  ): UpdateParts {
    const rate = (i: number): number => lr * Math.sqrt((before['changes']![i]! + eps) / (after['squares']![i]! + eps));
    return {
      gradient: (i) => -rate(i) * gradient[i]!,
      ...(weightDecay === 0 ? {} : { decay: (i) => -rate(i) * weightDecay * values[i]! }),
    };
  }
}
