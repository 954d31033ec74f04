/** Learning rules by name, as a run's knob. */
import { Adagrad } from '../optim/Adagrad.ts';
import { Adam } from '../optim/Adam.ts';
import { AdamW } from '../optim/AdamW.ts';
import { Lion } from '../optim/Lion.ts';
import { RMSprop } from '../optim/RMSprop.ts';
import type { AnyOptimizer } from '../optim/Scheduler.ts';
import { SGD } from '../optim/SGD.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { type ChoiceKnob, choice } from './knobs.ts';

const NAMES = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw', 'lion'] as const;
export type OptimizerName = (typeof NAMES)[number];

/** The knob `optimizer` with a run's own default. */
export const optimizerKnob = (standard: OptimizerName): ChoiceKnob<OptimizerName> => choice(NAMES, standard);

/** Momentum of the rules that are called after it. */
const HEAVY = 0.9;

/** What further settings a run may have knobs for; each rule takes those it knows. */
export interface RuleSettings {
  readonly lr: number;
  /** Default 0.9 for `momentum` and `nesterov`, 0 for `sgd`. */
  readonly momentum?: number;
  readonly betas?: readonly [number, number];
  /** How much of RMSprop's mean square stays. Default 0.9, as Hinton has it. */
  readonly alpha?: number;
  readonly eps?: number;
  readonly weightDecay?: number;
}

/** @example optimizerNamed('momentum', model.parameters(), { lr: 0.1 }) */
export function optimizerNamed(
  name: OptimizerName,
  parameters: Iterable<Tensor>,
  settings: RuleSettings,
): AnyOptimizer {
  const { lr, alpha = 0.9, betas, eps, weightDecay } = settings;
  const momentum = settings.momentum || HEAVY;
  const shared = { lr, ...(weightDecay === undefined ? {} : { weightDecay }) };
  const adaptive = { ...shared, ...(eps === undefined ? {} : { eps }) };
  const twoMeans = { ...adaptive, ...(betas === undefined ? {} : { betas }) };
  switch (name) {
    case 'sgd':
      return new SGD(parameters, { ...shared, momentum: settings.momentum ?? 0 });
    case 'momentum':
      return new SGD(parameters, { ...shared, momentum });
    case 'nesterov':
      return new SGD(parameters, { ...shared, momentum, nesterov: true });
    case 'adagrad':
      return new Adagrad(parameters, adaptive);
    case 'rmsprop':
      return new RMSprop(parameters, { alpha, ...adaptive });
    case 'adam':
      return new Adam(parameters, twoMeans);
    case 'adamw':
      return new AdamW(parameters, twoMeans);
    case 'lion':
      return new Lion(parameters, { ...shared, ...(betas === undefined ? {} : { betas }) });
  }
}
