import { kernels } from '../kernels/backend.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { AdamOptions } from './Adam.ts';
import { Optimizer, type ParameterGroup } from './Optimizer.ts';
import type { SeenUpdate, UpdateParts } from './StateWatch.ts';

export interface NAdamOptions extends AdamOptions {
  /** How fast the momentum grows towards betas[0]. Default 0.004. */
  momentumDecay: number;
}

/** Base of the momentum schedule: Dozat (2016), §2.2. */
const SCHEDULE = 0.96;

/**
 * Adam with Nesterov's look ahead. Defaults: lr 0.002, betas [0.9, 0.999], eps 1e-8, no decay. State per parameter: `mean`, `variance`.
 * Source: Dozat, "Incorporating Nesterov momentum into Adam" (2016), algorithm 8.
 *
 * @example new NAdam(model.parameters(), { lr: 1e-3 })
 */
export class NAdam extends Optimizer<NAdamOptions> {
  /**
   * Product of the momenta of steps 1 … `steps`: follows from the settings, so it is worked out again after loading. (If a schedule
   * has moved the first beta meanwhile, that is not what it was: such a run does not resume to the bit.)
   */
  private readonly products = new WeakMap<Tensor, { readonly steps: number; readonly product: number }>();

  constructor(params: Iterable<Tensor> | readonly ParameterGroup<NAdamOptions>[], options: Partial<NAdamOptions> = {}) {
    super(params, { lr: 2e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, momentumDecay: 4e-3 }, options);
  }

  protected override slotNames(): readonly string[] {
    return ['mean', 'variance'];
  }

  protected update(parameter: Tensor, gradient: Tensor, settings: NAdamOptions, step: number): void {
    const { lr, betas, eps, weightDecay } = settings;
    const mean = this.slot(parameter, 'mean').memory;
    const variance = this.slot(parameter, 'variance').memory;
    kernels().nadamStep(parameter.memory, gradient, mean, variance, {
      lr,
      beta1: betas[0],
      beta2: betas[1],
      eps,
      weightDecay,
      momentum: momentumAt(step, settings),
      nextMomentum: momentumAt(step + 1, settings),
      momentumProduct: this.productUntil(step, parameter, settings),
      step,
    });
  }

  private productUntil(step: number, parameter: Tensor, settings: NAdamOptions): number {
    const known = this.products.get(parameter);
    let { steps, product } = known !== undefined && known.steps < step ? known : { steps: 0, product: 1 };
    while (steps < step) product *= momentumAt(++steps, settings);
    this.products.set(parameter, { steps, product });
    return product;
  }

  protected override partsOf(
    settings: NAdamOptions,
    steps: number,
    { values, gradient, before, after }: SeenUpdate,
  ): UpdateParts {
    const { lr, betas, eps, weightDecay } = settings;
    const [beta1, beta2] = betas;
    let product = 1;
    for (let t = 1; t <= steps; t++) product *= momentumAt(t, settings);
    const next = momentumAt(steps + 1, settings);
    const spread = (i: number): number => Math.sqrt(after['variance']![i]! / (1 - beta2 ** steps)) + eps;
    const meanRate = (lr * next) / (1 - product * next);
    const fresh = (lr * (1 - momentumAt(steps, settings))) / (1 - product) + meanRate * (1 - beta1);
    return {
      gradient: (i) => (-fresh * gradient[i]!) / spread(i),
      memory: (i) => (-meanRate * beta1 * before['mean']![i]!) / spread(i),
      ...(weightDecay === 0 ? {} : { decay: (i) => (-fresh * weightDecay * values[i]!) / spread(i) }),
    };
  }
}

/** μ_t = β₁ (1 - ½ · 0.96^(t ψ)). */
const momentumAt = (t: number, { betas, momentumDecay }: NAdamOptions): number =>
  betas[0] * (1 - 0.5 * SCHEDULE ** (t * momentumDecay));
