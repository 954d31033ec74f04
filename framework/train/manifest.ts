/**
 * The part of a saved state that is not tensors, and what can be said against one that comes from a file without knowing the run it
 * belongs to: kinds and ranges. Whether it fits a run is for `restoreState` to say.
 */
import type { OptimizerState } from '../optim/Optimizer.ts';
import type { SchedulerState } from '../optim/Scheduler.ts';
import { isCount, isTable, type Refuse, shown } from '../optim/savedState.ts';
import type { GeneratorState } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { Cursor } from './cursor.ts';
import type { TrainingSetup } from './setup.ts';

/** Raised whenever the layout of the state changes; older files are refused with a clear error. 3: with a checksum. */
export const STATE_VERSION = 3;

/** The part of a saved state that is not tensors. */
export interface Manifest {
  readonly version: number;
  readonly run: string;
  readonly seed: number;
  readonly config: TrainingSetup['config'];
  readonly cursor: Cursor;
  readonly optimizers: Readonly<Record<string, Omit<OptimizerState, 'tensors'>>>;
  readonly schedulers: Readonly<Record<string, SchedulerState>>;
  readonly generators: Readonly<Record<string, GeneratorState>>;
}

/** Everything that decides how a run goes on. */
export interface TrainingState {
  /** `model/…` and `optimizer/<name>/…`; copies, safe to keep. */
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly manifest: Manifest;
}

/** Calls `refuse` unless the value is a manifest of this version, as far as can be told without its run. */
export function checkManifest(value: unknown, refuse: Refuse): asserts value is Manifest {
  if (!isTable(value)) refuse(`is ${shown(value)}, no table`);
  if (value['version'] !== STATE_VERSION)
    refuse(`has format version ${shown(value['version'])}, this program reads ${STATE_VERSION}`);
  if (typeof value['run'] !== 'string') refuse(`has run ${shown(value['run'])}, where a name must stand`);
  if (!isCount(value['seed'])) refuse(`has seed ${shown(value['seed'])}, where a whole number must stand`);
  for (const name of ['config', 'cursor', 'optimizers', 'schedulers', 'generators'] as const)
    if (!isTable(value[name])) refuse(`has ${name} ${shown(value[name])}, where a table must stand`);
  for (const [key, setting] of Object.entries(value['config'] as object)) {
    if (!['number', 'string', 'boolean'].includes(typeof setting))
      refuse(`has ${key} ${shown(setting)} in its config, where a number, a text or a truth value must stand`);
  }
  for (const name of ['step', 'epoch', 'batch'] as const) {
    const place = (value['cursor'] as Record<string, unknown>)[name];
    if (!isCount(place)) refuse(`stands at ${name} ${shown(place)}, where a whole number of at least 0 must stand`);
  }
}
