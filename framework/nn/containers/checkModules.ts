/** Containers ask here whether everything they are given is a module. */
import { inWords } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { Module } from '../Module.ts';

/** Refuse what is no module: a class not yet made with new, a plain function, nothing. */
export function checkModules(container: string, entries: Iterable<readonly [string | number, unknown]>): void {
  for (const [name, value] of entries) {
    if (value instanceof Module) continue;
    throw new ChalkgradError(
      `${container}: entry ${name} is ${inWords(value)}, it must be a module`,
      typeof value === 'function'
        ? 'make the layer with new: new ReLU().'
        : 'give layers such as new Linear(3, 4) and new ReLU(); a function needs a class of its own with forward.',
    );
  }
}
