/**
 * Defaults of PyTorch and of Keras that a program takes with it without saying so. Those of PyTorch are read off this framework, which has
 * them on purpose (golden outputs hold it to that); those of Keras are its documentation's: keras.io/api/optimizers/adam and
 * keras.io/api/layers/normalization_layers/batch_normalization, as of version 3.
 */
import { Adam, BatchNorm1d, Parameter, zeros } from '#framework';

export interface Defaults {
  readonly adamEps: number;
  readonly normEps: number;
  readonly normMomentum: number;
}

export function ourDefaults(): Defaults {
  const [group] = new Adam([new Parameter(zeros([1]))]).groups;
  const { eps, momentum } = new BatchNorm1d(1);
  return { adamEps: group!.settings.eps, normEps: eps, normMomentum: momentum };
}

export const kerasDefaults: Defaults = { adamEps: 1e-7, normEps: 1e-3, normMomentum: 0.99 };

/** A default as programs spell it: `1e-8`, `0.1`. */
export const spelled = (value: number): string =>
  value < 0.01 ? value.toExponential().replace('e-0', 'e-') : String(value);
