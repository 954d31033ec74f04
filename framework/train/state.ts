/**
 * Everything that decides how a run goes on: parameters, buffers, optimizer memories, schedules, random streams, and the place in the
 * data. Kept in memory it is a keyframe; written to a file it is a checkpoint. Restored, the next step has the same bits.
 */

import type { OptimizerState } from '../optim/Optimizer.ts';
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { onDevice } from '../tensor/device.ts';
import type { DataBuffer } from '../tensor/dtype.ts';
import { keep } from '../tensor/scope.ts';
import { emptyTensor, type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { checkState, under } from './checkState.ts';
import type { Cursor } from './cursor.ts';
import { STATE_VERSION, type TrainingState } from './manifest.ts';
import type { TrainingSetup } from './setup.ts';

/** On the CPU a copy there, on a device a copy on the device: nothing waits. */
const copyOf = (t: Tensor): Tensor =>
  t.device === 'cpu'
    ? tensorFrom(t.dataSync(), t.shape, t.dtype)
    : keep(onDevice(t.device, () => emptyTensor(t.shape, t.dtype)).copyFrom_(t.detach()));

const calls = {
  stateOnCpu: signature('stateOnCpu', {}, { tensors: 'record!', manifest: 'object!' }),
  captureState: signature('captureState', { setup: 'setup', cursor: 'cursor' }),
  restoreState: signature('restoreState', { setup: 'setup', state: 'object' }),
  hashParameters: signature('hashParameters', { setup: 'setup' }),
  parameterHash: signature('parameterHash', { setup: 'setup' }),
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
  const copies = new Map<Tensor, Tensor>(); // a tied weight has two names and is one tensor, here, too
  for (const [name, value] of Object.entries(setup.model.stateDict())) {
    const copy = copies.get(value) ?? copyOf(value);
    copies.set(value, copy);
    tensors[`model/${name}`] = copy;
  }
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

/**
 * Put a run back where the state was taken; returns where to go on. Everything is checked (against the model, the optimizers and their
 * groups, schedules, random streams, the loader) before the first number is copied: a state that is refused has changed nothing.
 *
 * Errors: a state of another run, seed or configuration; one that lacks something, or has something that this run does not know;
 * values that no run can have had.
 */
export function restoreState(setup: TrainingSetup, state: TrainingState): Cursor {
  check(calls.restoreState, setup, state);
  checkState(setup, state);
  const { tensors, manifest } = state;
  setup.model.loadStateDict(under('model/', tensors));
  for (const [name, scheduler] of Object.entries(setup.schedulers ?? {}))
    scheduler.loadStateDict(manifest.schedulers[name]!);
  // After the schedules, which set rates: the rates that were saved count, whoever had set them.
  for (const [name, optimizer] of Object.entries(setup.optimizers)) {
    optimizer.loadStateDict({ ...manifest.optimizers[name]!, tensors: under(`optimizer/${name}/`, tensors) });
  }
  for (const [name, generator] of Object.entries(setup.generators)) generator.setState(manifest.generators[name]!);
  const { step, epoch, batch } = manifest.cursor;
  return { step, epoch, batch };
}

/**
 * A 32-bit hash of all parameters' bytes: equal hashes mean, for our purposes, the same weights. Source: FNV-1a of
 * Fowler, Noll & Vo, with its starting value and prime.
 */
export function hashParameters(setup: TrainingSetup): string {
  check(calls.hashParameters, setup);
  return hashOf([...setup.model.parameters()].map((parameter) => parameter.dataSync()));
}

/** The same wherever the model is. */
export async function parameterHash(setup: TrainingSetup): Promise<string> {
  check(calls.parameterHash, setup);
  return hashOf(await Promise.all([...setup.model.parameters()].map((parameter) => parameter.data())));
}

function hashOf(buffers: readonly DataBuffer[]): string {
  let hash = 0x811c9dc5;
  for (const values of buffers) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
