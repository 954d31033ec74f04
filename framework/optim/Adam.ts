import { kernels } from '../kernels/backend.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { Optimizer, type ParameterGroup } from './Optimizer.ts';
import type { SeenUpdate, UpdateParts } from './StateWatch.ts';

export interface AdamOptions {
  /** Learning rate. Default 0.001. */
  lr: number;
  /** How fast the running means of gradient and squared gradient forget. Default [0.9, 0.999]. */
  betas: readonly [number, number];
  /** Keeps the quotient finite. Default 1e-8. */
  eps: number;
  /** L2 pull towards zero, added to the gradient. Default 0. */
  weightDecay: number;
}

/**
 * Adam: each parameter is stepped by its mean gradient over the root of its mean squared gradient.
 * m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g², then both are freed from their start at zero, m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ), and
 * θ ← θ - η m̂ / (√v̂ + ε). State per parameter: `mean` (m), `variance` (v).
 * Source: Kingma & Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.
 *
 * @example new Adam(model.parameters(), { lr: 1e-3 })
 */
export class Adam extends Optimizer<AdamOptions> {
  constructor(params: Iterable<Tensor> | readonly ParameterGroup<AdamOptions>[], options: Partial<AdamOptions> = {}) {
    super(params, { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0 }, options);
  }

  /** AdamW decouples the decay; see there. */
  protected readonly decoupled: boolean = false;

  protected override slotNames(): readonly string[] {
    return ['mean', 'variance'];
  }

  protected update(parameter: Tensor, gradient: Tensor, settings: AdamOptions, step: number): void {
    const { lr, betas, eps, weightDecay } = settings;
    const mean = this.slot(parameter, 'mean').memory;
    const variance = this.slot(parameter, 'variance').memory;
    const { decoupled } = this;
    kernels().adamStep(parameter.memory, gradient, mean, variance, {
      lr,
      beta1: betas[0],
      beta2: betas[1],
      eps,
      weightDecay,
      decoupled,
      step,
    });
  }

  protected override partsOf(settings: AdamOptions, steps: number, seen: SeenUpdate): UpdateParts {
    const { lr, betas, eps, weightDecay } = settings;
    const [beta1, beta2] = betas;
    const { values, gradient, before, after } = seen;
    const { mean } = before;
    const { variance } = after;
    // Once, and not for each of half a million numbers.
    const rate = lr / (1 - beta1 ** steps);
    const unbias = 1 - beta2 ** steps;
    const fresh = 1 - beta1;
    const size = (i: number): number => rate / (Math.sqrt(variance![i]! / unbias) + eps);
    const joined = (i: number): number => size(i) * fresh;
    const pull = this.decoupled ? (): number => lr : joined;
    return {
      gradient: (i) => -joined(i) * gradient[i]!,
      memory: (i) => -size(i) * beta1 * mean![i]!,
      ...(weightDecay === 0 ? {} : { decay: (i) => -pull(i) * weightDecay * values[i]! }),
    };
  }
}
