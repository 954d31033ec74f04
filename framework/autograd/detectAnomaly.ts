/**
 * Finds the first NaN or infinity. Slow: it reads every number of every op. For the search, not for training.
 *
 * An op is blamed only for what it made itself: a NaN where none went in, an infinity where everything was finite. So a mask of
 * -∞ that you wrote down yourself is no anomaly.
 */

import { setDetecting } from '../tensor/anomaly.ts';
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';

const call = signature('detectAnomaly', { run: 'function' });

/**
 * Run a computation, forward and backward, and throw at the first NaN or infinity: the error names the op, the pass, the element
 * and the line of your program that ran the op. Returns what `run` returns. Synchronous only.
 *
 * @example
 * detectAnomaly(() => {
 *   const loss = crossEntropy(model.forward(images), labels);
 *   loss.backward();
 * });
 */
export function detectAnomaly<R>(run: () => R): R {
  check(call, run);
  const result = setDetecting(true, run);
  if (result instanceof Promise) {
    throw new ChalkgradError(
      'detectAnomaly: the function returned a promise',
      'only what runs synchronously inside is watched: put the forward and the backward pass there, and await outside.',
    );
  }
  return result;
}
