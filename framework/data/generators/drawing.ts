/** What all generators of data share: checking the request, a stream of their own, balanced classes. */
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';

/**
 * A stream for one call: the same seed gives the same data, and a second call with the same generator gives new data.
 *
 * Errors: a count that is no whole number of at least 1.
 */
export function startDrawing(who: string, count: number, generator: Generator): Generator {
  if (!Number.isSafeInteger(count) || count < 1)
    throw new ChalkgradError(`${who}: cannot make ${count} examples`, 'ask for a whole number of at least 1.');
  return generator.fork(`${who} ${generator.word()}`);
}

/** Every class once a round, in a new random order each round: balanced wherever the list is cut. [count] */
export function balancedClasses(count: number, classes: number, generator: Generator): Int32Array<ArrayBuffer> {
  const labels = new Int32Array(count);
  for (let from = 0; from < count; from += classes)
    labels.set(generator.permutation(classes).subarray(0, count - from), from);
  return labels;
}

/** One of the entries. */
export const choose = <T>(entries: readonly T[], generator: Generator): T =>
  entries[generator.integer(entries.length)]!;
