/**
 * A run's state in one file: safetensors, with the manifest as JSON in its metadata, and a checksum of both: a file that was damaged on its
 * way, or changed by hand, is refused. PyTorch can read the weights.
 */

import { type Bytes, readBytes, writeBytes } from '../io/bytes.ts';
import { crc32 } from '../io/crc32.ts';
import { type Conversion, decodeSafetensors, encodeSafetensors, type SafetensorsFile } from '../io/safetensors.ts';
import type { Refuse } from '../optim/savedState.ts';
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { checkManifest, type TrainingState } from './manifest.ts';
import { stateOnCpu } from './state.ts';

const MANIFEST = 'chalkgrad';
const CHECKSUM = 'chalkgrad-checksum';

const calls = {
  encodeCheckpoint: signature('encodeCheckpoint', {}, { tensors: 'record!', manifest: 'object!' }),
  decodeCheckpoint: signature('decodeCheckpoint', { bytes: 'bytes', name: 'text' }),
  saveCheckpoint: signature('saveCheckpoint', { path: 'text', state: 'object' }),
  loadCheckpoint: signature('loadCheckpoint', { path: 'text' }),
  loadWeights: signature('loadWeights', { path: 'text', told: 'function?' }),
};

/** A run's state → bytes of a safetensors file. */
export function encodeCheckpoint(options: TrainingState): Bytes {
  const { tensors, manifest } = optionsOf(calls.encodeCheckpoint, [options]);
  const text = JSON.stringify(manifest);
  return encodeSafetensors(tensors, { [MANIFEST]: text, [CHECKSUM]: checksumOf(tensors, text) });
}

/** Of everything that counts: the manifest, and each tensor's name, dtype, shape and bytes. */
function checksumOf(tensors: TrainingState['tensors'], manifest: string): string {
  let sum = crc32(new TextEncoder().encode(manifest));
  for (const name of Object.keys(tensors).sort()) {
    const { dtype, shape } = tensors[name]!;
    const values = tensors[name]!.dataSync();
    sum = crc32(new TextEncoder().encode(`${name}\0${dtype}\0${shape.join()}\0`), sum);
    sum = crc32(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), sum);
  }
  return sum.toString(16).padStart(8, '0');
}

/**
 * Bytes → state. `name` is used in errors.
 *
 * Errors: those of safetensors; plain weights; another format version; a manifest that is none; a wrong checksum.
 */
export function decodeCheckpoint(bytes: Bytes, name: string): TrainingState {
  check(calls.decodeCheckpoint, bytes, name);
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  const text = metadata[MANIFEST];
  if (!Object.hasOwn(metadata, MANIFEST) || text === undefined) {
    throw new ChalkgradError(
      `${name}: holds weights but not the state of a Chalkgrad run`,
      'resume needs a file written by `npm run train -- … --out FILE`; plain weights can be given to evaluate.',
    );
  }
  const refuse: Refuse = (why) => {
    throw new ChalkgradError(
      `${name}: not a usable state of a run: its manifest ${why}`,
      'the file is damaged, or of another version; nothing was loaded.',
    );
  };
  const manifest: unknown = parsed(text, refuse);
  checkManifest(manifest, refuse);
  checkSum({ tensors, metadata }, name);
  return { tensors, manifest };
}

function parsed(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('is not JSON');
  }
}

function checkSum({ tensors, metadata }: Omit<SafetensorsFile, 'converted'>, name: string): void {
  if (metadata[CHECKSUM] === checksumOf(tensors, metadata[MANIFEST]!)) return;
  throw new ChalkgradError(
    `${name}: damaged: its checksum does not fit what it holds`,
    'it was changed since it was written: copy it again, or train again. Nothing was loaded.',
  );
}

/** Write a run's state to a file, atomically. Tensors may be on any device. */
export async function saveCheckpoint(path: string, state: TrainingState): Promise<void> {
  check(calls.saveCheckpoint, path, state);
  await writeBytes(path, encodeCheckpoint(await stateOnCpu(state)));
}

/** Read a run's state from a file. Errors: not a checkpoint, damaged, unreadable. */
export async function loadCheckpoint(path: string): Promise<TrainingState> {
  check(calls.loadCheckpoint, path);
  return decodeCheckpoint(await readBytes(path), path);
}

/**
 * The model's weights of a checkpoint, or of a plain safetensors state dict, whatever numbers it is written in; `told` hears what had to be
 * converted. Errors: unreadable, damaged.
 */
export async function loadWeights(
  path: string,
  told: (converted: readonly Conversion[]) => void = () => undefined,
): Promise<Record<string, Tensor>> {
  check(calls.loadWeights, path, told);
  const file = decodeSafetensors(await readBytes(path), path, { convert: true });
  if (file.converted.length > 0) told(file.converted);
  if (Object.hasOwn(file.metadata, MANIFEST)) checkSum(file, path);
  const own = Object.entries(file.tensors).filter(([name]) => name.startsWith('model/'));
  return own.length === 0
    ? file.tensors
    : Object.fromEntries(own.map(([name, value]) => [name.slice('model/'.length), value]));
}
