/** Which loops run: one backend is active at a time, and ops ask for it by `kernels()`. */
import { ChalkgradError } from '../tensor/errors.ts';
import type { Memory } from '../tensor/storage.ts';
import type { Kernels } from './Kernels.ts';
import { reference } from './reference/index.ts';

const backends: Readonly<Record<string, Kernels<Memory>>> = { reference };

let activeName = 'reference';
let active: Kernels<Memory> = reference;

/** The active backend's loops. */
export const kernels = (): Kernels<Memory> => active;

/** Name of the active backend: `reference`. */
export const backendName = (): string => activeName;

/**
 * Choose the backend by name.
 *
 * @example useBackend('reference');
 */
export function useBackend(name: string): void {
  const chosen = Object.hasOwn(backends, name) ? backends[name] : undefined;
  if (chosen === undefined) {
    throw new ChalkgradError(
      `useBackend: there is no backend '${name}'`,
      `choose one of: ${Object.keys(backends).join(', ')}.`,
    );
  }
  activeName = name;
  active = chosen;
}
