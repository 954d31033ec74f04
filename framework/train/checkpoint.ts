/** A run's state in one file: safetensors, with the manifest as JSON in its metadata. PyTorch can read the weights. */

import { type Bytes, readBytes, writeBytes } from '../io/bytes.ts';
import { decodeSafetensors, encodeSafetensors } from '../io/safetensors.ts';
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { type Manifest, stateOnCpu, type TrainingState } from './state.ts';

const MANIFEST = 'chalkgrad';

const calls = {
  decodeCheckpoint: signature('decodeCheckpoint', { bytes: 'bytes', name: 'text' }),
  encodeCheckpoint: signature('encodeCheckpoint', {}, { tensors: 'record!', manifest: 'object!' }),
};

/** A run's state → bytes of a safetensors file. */
export function encodeCheckpoint(options: TrainingState): Bytes {
  const { tensors, manifest } = optionsOf(calls.encodeCheckpoint, [options]);
  return encodeSafetensors(tensors, { [MANIFEST]: JSON.stringify(manifest) });
}

/** Bytes → state. `name` is used in errors. */
export function decodeCheckpoint(bytes: Bytes, name: string): TrainingState {
  check(calls.decodeCheckpoint, bytes, name);
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  const refuse = (): never => {
    throw new ChalkgradError(
      `${name}: holds weights but not the state of a Chalkgrad run`,
      'resume needs a file written by `npm run train -- … --out FILE`; plain weights can be given to evaluate.',
    );
  };
  let manifest: Manifest;
  try {
    manifest = JSON.parse(metadata[MANIFEST] ?? '') as Manifest;
  } catch {
    return refuse();
  }
  const { cursor } = manifest;
  const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0;
  if (
    !cursor ||
    !isCount(cursor.step) ||
    !isCount(cursor.epoch) ||
    !isCount(cursor.batch) ||
    !manifest.optimizers ||
    !manifest.generators ||
    !manifest.config
  )
    refuse();
  return { tensors, manifest };
}

/** Write a run's state to a file, atomically. Tensors may be on any device. */
export const saveCheckpoint = async (path: string, state: TrainingState): Promise<void> =>
  writeBytes(path, encodeCheckpoint(await stateOnCpu(state)));

/** Read a run's state from a file. Errors: not a checkpoint, damaged, unreadable. */
export const loadCheckpoint = async (path: string): Promise<TrainingState> =>
  decodeCheckpoint(await readBytes(path), path);

/** The model's weights of a checkpoint, or of a plain safetensors state dict. */
export async function loadWeights(path: string): Promise<Record<string, Tensor>> {
  const { tensors } = decodeSafetensors(await readBytes(path), path);
  const own = Object.entries(tensors).filter(([name]) => name.startsWith('model/'));
  return own.length === 0
    ? tensors
    : Object.fromEntries(own.map(([name, value]) => [name.slice('model/'.length), value]));
}
