import { kernels } from '../kernels/backend.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { Optimizer, type ParameterGroup } from './Optimizer.ts';
import type { SeenUpdate, UpdateParts } from './StateWatch.ts';

export interface LionOptions {
  /** Learning rate: exactly how far every parameter moves. Default 0.0001. */
  lr: number;
  /** How much of the mean enters the direction, and how much of it stays. Default [0.9, 0.99]. */
  betas: readonly [number, number];
  /** Pull of each parameter towards zero, beside the gradient. Default 0. */
  weightDecay: number;
}

/**
 * Lion: θ ← θ - η (sign(β₁ m + (1 - β₁) g) + λ θ), then m ← β₂ m + (1 - β₂) g. State per parameter: `mean`.
 * Source: Chen et al., "Symbolic discovery of optimization algorithms" (2023), program 1.
 *
 * @example new Lion(model.parameters(), { lr: 1e-4, weightDecay: 0.1 })
 */
export class Lion extends Optimizer<LionOptions> {
  constructor(params: Iterable<Tensor> | readonly ParameterGroup<LionOptions>[], options: Partial<LionOptions> = {}) {
    super(params, { lr: 1e-4, betas: [0.9, 0.99], weightDecay: 0 }, options);
  }

  protected override slotNames(): readonly string[] {
    return ['mean'];
  }

  protected update(parameter: Tensor, gradient: Tensor, settings: LionOptions): void {
    const { lr, betas, weightDecay } = settings;
    const mean = this.slot(parameter, 'mean').memory;
    kernels().lionStep(parameter.memory, gradient, mean, { lr, beta1: betas[0], beta2: betas[1], weightDecay });
  }

  /** A sign is a number over its size: gradient and memory share the one step as they share in that number. */
  protected override partsOf(
    { lr, betas: [beta1], weightDecay }: LionOptions,
    _steps: number,
    { values, gradient, before }: SeenUpdate,
  ): UpdateParts {
    const mix = (i: number): number => beta1 * before['mean']![i]! + (1 - beta1) * gradient[i]!;
    const share = (i: number, part: number): number => (mix(i) === 0 ? 0 : (-lr * part) / Math.abs(mix(i)));
    return {
      gradient: (i) => share(i, (1 - beta1) * gradient[i]!),
      memory: (i) => share(i, beta1 * before['mean']![i]!),
      ...(weightDecay === 0 ? {} : { decay: (i) => -lr * weightDecay * values[i]! }),
    };
  }
}
