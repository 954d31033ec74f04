/**
 * Everything that decides how a run goes on: parameters, buffers, optimizer memories, schedules, random streams, and the place in the
 * data. Kept in memory it is a keyframe; written to a file it is a checkpoint. Restored, the next step has the same bits.
 */

import type { OptimizerState } from '../optim/Optimizer.ts';
import type { SchedulerState } from '../optim/Scheduler.ts';
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { onDevice } from '../tensor/device.ts';
import type { DataBuffer } from '../tensor/dtype.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { GeneratorState } from '../tensor/random.ts';
import { keep } from '../tensor/scope.ts';
import { emptyTensor, type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import type { Cursor } from './cursor.ts';
import type { TrainingSetup } from './setup.ts';

/** Raised whenever the layout of the state changes; older files are refused with a clear error. */
export const STATE_VERSION = 2;

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

/** On the CPU a copy there, on a device a copy on the device: nothing waits. */
const copyOf = (t: Tensor): Tensor =>
  t.device === 'cpu'
    ? tensorFrom(t.dataSync(), t.shape, t.dtype)
    : keep(onDevice(t.device, () => emptyTensor(t.shape, t.dtype)).copyFrom_(t.detach()));

const calls = {
  stateOnCpu: signature('stateOnCpu', {}, { tensors: 'record!', manifest: 'object!' }),
  captureState: signature('captureState', { setup: 'setup', cursor: 'cursor' }),
  restoreState: signature('restoreState', { setup: 'setup' }, { tensors: 'record!', manifest: 'object!' }),
};

/** The same state with all tensors on the CPU: what can be written to a file, and what survives the loss of a GPU. */
export async function stateOnCpu(options: TrainingState): Promise<TrainingState> {
  const { tensors, manifest } = optionsOf(calls.stateOnCpu, [options]);
  const entries = Object.entries(tensors).map(async ([name, value]) => [name, await value.cpu()] as const);
  return { tensors: Object.fromEntries(await Promise.all(entries)), manifest };
}

/** Copy everything that decides how a run goes on. `restoreState` puts it back. */
export function captureState(setup: TrainingSetup, cursor: Cursor): TrainingState {
  check(calls.captureState, setup, cursor);
  const tensors: Record<string, Tensor> = {};
  const optimizers: Record<string, Omit<OptimizerState, 'tensors'>> = {};
  for (const [name, value] of Object.entries(setup.model.stateDict())) tensors[`model/${name}`] = copyOf(value);
  for (const [name, optimizer] of Object.entries(setup.optimizers)) {
    const { tensors: slots, ...rest } = optimizer.stateDict();
    optimizers[name] = rest;
    for (const [slot, value] of Object.entries(slots)) tensors[`optimizer/${name}/${slot}`] = copyOf(value);
  }
  const generators = Object.fromEntries(Object.entries(setup.generators).map(([name, g]) => [name, g.getState()]));
  const schedulers = Object.fromEntries(
    Object.entries(setup.schedulers ?? {}).map(([name, scheduler]) => [name, scheduler.stateDict()]),
  );
  const { name: run, seed, config } = setup;
  return {
    tensors,
    manifest: { version: STATE_VERSION, run, seed, config, cursor, optimizers, schedulers, generators },
  };
}

/** Put a run back where the state was taken; returns where to go on. Refuses states of another run, seed or configuration. */
export function restoreState(setup: TrainingSetup, options: TrainingState): Cursor {
  const { tensors, manifest } = optionsOf(calls.restoreState, [setup, options]);
  checkBelongs(setup, manifest);
  const under = (prefix: string): Record<string, Tensor> =>
    Object.fromEntries(
      Object.entries(tensors)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  setup.model.loadStateDict(under('model/'));
  for (const [name, optimizer] of Object.entries(setup.optimizers)) {
    optimizer.loadStateDict({ ...manifest.optimizers[name]!, tensors: under(`optimizer/${name}/`) });
  }
  for (const [name, scheduler] of Object.entries(setup.schedulers ?? {}))
    scheduler.loadStateDict(manifest.schedulers[name]!);
  for (const [name, generator] of Object.entries(setup.generators)) generator.setState(manifest.generators[name]!);
  return manifest.cursor;
}

function checkBelongs(setup: TrainingSetup, manifest: Manifest): void {
  const complain = (saved: string, own: string): never => {
    throw new ChalkgradError(
      `resume: the saved state has ${saved}, this run has ${own}`,
      'resume with the same run, seed, data and options that it was saved with.',
    );
  };
  const refuse = (what: string, saved: unknown, own: unknown): never =>
    complain(`${what} ${JSON.stringify(saved)}`, JSON.stringify(own));
  if (manifest.version !== STATE_VERSION) refuse('format version', manifest.version, STATE_VERSION);
  if (manifest.run !== setup.name) refuse('run', manifest.run, setup.name);
  if (manifest.seed !== setup.seed) refuse('seed', manifest.seed, setup.seed);
  for (const [key, own] of Object.entries(setup.config)) {
    if (manifest.config[key] !== own) refuse(key, manifest.config[key], own);
  }
  for (const name of Object.keys(setup.optimizers))
    if (!Object.hasOwn(manifest.optimizers, name)) complain('no optimizer of that name', `'${name}'`);
  const schedulers = manifest.schedulers ?? {}; // a damaged file may lack them altogether
  for (const name of Object.keys(setup.schedulers ?? {}))
    if (!Object.hasOwn(schedulers, name)) complain('no schedule of that name', `'${name}'`);
  for (const name of Object.keys(setup.generators))
    if (!Object.hasOwn(manifest.generators, name)) complain('no random stream of that name', `'${name}'`);
}

/**
 * A 32-bit hash of all parameters' bytes: equal hashes mean, for our purposes, the same weights. Source: FNV-1a of
 * Fowler, Noll & Vo, with its starting value and prime.
 */
export const hashParameters = (setup: TrainingSetup): string =>
  hashOf([...setup.model.parameters()].map((parameter) => parameter.dataSync()));

/** The same wherever the model is. */
export const parameterHash = async (setup: TrainingSetup): Promise<string> =>
  hashOf(await Promise.all([...setup.model.parameters()].map((parameter) => parameter.data())));

function hashOf(buffers: readonly DataBuffer[]): string {
  let hash = 0x811c9dc5;
  for (const values of buffers) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
