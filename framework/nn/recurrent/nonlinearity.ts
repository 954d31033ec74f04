/** The one option that only the plain recurrent network and its cell have: read here, before the rest goes to what all share. */
import { inWords } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { isPlainObject } from '../../tensor/kinds.ts';
import type { Nonlinearity } from './rnnStep.ts';

/** Default 'tanh'. Errors: something else than 'tanh' and 'relu'. */
export function nonlinearityOf(name: string, options: { readonly nonlinearity?: Nonlinearity }): Nonlinearity {
  const { nonlinearity = 'tanh' } = options;
  if (nonlinearity === 'tanh' || nonlinearity === 'relu') return nonlinearity;
  throw new ChalkgradError(
    `${name}: there is no nonlinearity ${inWords(nonlinearity)}`,
    "use 'tanh' or 'relu'; for gates see LSTM and GRU.",
  );
}

/** The options that all recurrent layers take. Anything that is no object goes on as it is, to be refused there. */
export function withoutNonlinearity<Options extends { readonly nonlinearity?: Nonlinearity }>(
  options: Options,
): Omit<Options, 'nonlinearity'> {
  if (!isPlainObject(options)) return options;
  const { nonlinearity: _, ...rest } = options;
  return rest;
}
