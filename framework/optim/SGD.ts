import { kernels } from '../kernels/backend.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { Optimizer, type OptimizerState, type ParameterGroup } from './Optimizer.ts';
import type { SeenUpdate, UpdateParts } from './StateWatch.ts';

export interface SGDOptions {
  /** Learning rate η. */
  lr: number;
  /** How much of the last velocity stays, 0 … 1. Default 0: plain gradient descent. */
  momentum: number;
  /** How much of the gradient is kept out of the velocity. Default 0. */
  dampening: number;
  /** L2 pull towards zero, added to the gradient. Default 0. */
  weightDecay: number;
  /** Look ahead along the velocity. Default false. */
  nesterov: boolean;
}

/**
 * Stochastic gradient descent: θ ← θ - η g, with optional momentum v ← μ v + g, θ ← θ - η v.
 * Source: Sutskever et al., "On the importance of initialization and momentum" (2013), in PyTorch's convention (η outside v).
 *
 * @example new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })
 */
export class SGD extends Optimizer<SGDOptions> {
  constructor(
    params: Iterable<Tensor> | readonly ParameterGroup<SGDOptions>[],
    options: Partial<SGDOptions> & { readonly lr: number },
  ) {
    super(params, { momentum: 0, dampening: 0, weightDecay: 0, nesterov: false }, options, ['lr']);
    for (const { settings } of this.groups) checkNesterov(settings);
  }

  override checkStateDict(state: OptimizerState): void {
    super.checkStateDict(state);
    for (const settings of state.groups) checkNesterov(settings as unknown as SGDOptions);
  }

  protected override slotNames(settings: SGDOptions): readonly string[] {
    return settings.momentum === 0 ? [] : ['velocity'];
  }

  protected update(parameter: Tensor, gradient: Tensor, settings: SGDOptions, steps: number): void {
    const velocity = settings.momentum === 0 ? null : this.slot(parameter, 'velocity').memory;
    kernels().sgdStep(parameter.memory, gradient, velocity, { ...settings, first: steps === 1 });
  }

  /** Of plain descent and heavy ball; Nesterov's look ahead is not taken apart. */
  protected override partsOf(
    settings: SGDOptions,
    steps: number,
    { values, gradient, before }: SeenUpdate,
  ): UpdateParts {
    const { lr, momentum, dampening, weightDecay, nesterov } = settings;
    if (nesterov) return {};
    const fresh = momentum === 0 || steps === 1 ? 1 : 1 - dampening;
    const velocity = before['velocity'];
    return {
      gradient: (i) => -lr * fresh * gradient[i]!,
      ...(velocity === undefined ? {} : { memory: (i) => -lr * momentum * velocity[i]! }),
      ...(weightDecay === 0 ? {} : { decay: (i) => -lr * fresh * weightDecay * values[i]! }),
    };
  }
}

function checkNesterov({ nesterov, momentum, dampening }: SGDOptions): void {
  if (nesterov && (momentum <= 0 || dampening !== 0)) {
    throw new ChalkgradError(
      `SGD: nesterov with momentum ${momentum} and dampening ${dampening} is not defined`,
      'Nesterov needs a momentum above 0 and no dampening.',
    );
  }
}
