/**
 * Weights in a file: safetensors, the format of the Hugging Face hub, so that a state dict crosses over to PyTorch and back.
 * Layout: 8 bytes little-endian header length, a JSON header, then the raw little-endian tensors without gaps.
 * Source: the format description of huggingface/safetensors. Everything is checked before the first tensor is made.
 */

import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { bytesPerElement, type DType } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sizeOf } from '../tensor/shape.ts';
import { Tensor, tensorFrom } from '../tensor/Tensor.ts';
import type { Bytes } from './bytes.ts';
import { type ElementCode, elementBytes, readElements } from './elements.ts';
import { repeatedName } from './repeatedName.ts';

const LENGTH_BYTES = 8;
const MAX_HEADER = 100_000_000; // the format's own limit

const fileNames: Readonly<Record<DType, string>> = { float32: 'F32', float64: 'F64', int32: 'I32', bool: 'BOOL' };
/** Our own dtypes, which are kept bit for bit. */
const ownCodes: ReadonlyMap<string, ElementCode> = new Map([
  ['F32', 'f4'],
  ['F64', 'f8'],
  ['I32', 'i4'],
  ['BOOL', 'b1'],
]);
/** What other frameworks write besides; converted to ours when asked for. */
const foreignCodes: ReadonlyMap<string, ElementCode> = new Map([
  ...ownCodes,
  ['F16', 'f2'],
  ['BF16', 'bf2'],
  ['I64', 'i8'],
  ['I16', 'i2'],
  ['I8', 'i1'],
  ['U64', 'u8'],
  ['U32', 'u4'],
  ['U16', 'u2'],
  ['U8', 'u1'],
]);

/** A tensor that came in with another dtype than it lies in the file. */
export interface Conversion {
  readonly name: string;
  /** As the file calls it: F16, BF16, I64 … */
  readonly from: string;
  readonly to: DType;
}

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly tensors: Record<string, Tensor>;
  /** Free text beside the tensors. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What `convert` changed; empty without it. No number loses anything, but halves take twice the room, and int64 half of it. */
  readonly converted: readonly Conversion[];
}

/** Where the format keeps its free text: no tensor can have this name. */
const METADATA = '__metadata__';

const calls = {
  encodeSafetensors: signature('encodeSafetensors', { tensors: 'record', metadata: 'record?' }),
  decodeSafetensors: signature('decodeSafetensors', { file: 'bytes', name: 'text?' }, { convert: 'boolean' }),
};

/**
 * Tensors and metadata → bytes of a file. Strided views are written row-major. A tensor with two names (tied weights) is stored once, under the
 * first; the metadata says which other name it has, as safetensors' own `save_model` does for PyTorch.
 *
 * Errors: a tensor called `__metadata__`; something that is no tensor; metadata that is no text, or that reads like the second name of
 * a tensor.
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Bytes {
  check(calls.encodeSafetensors, tensors, metadata);
  checkContents(tensors, metadata);
  const { names, tied } = storedOnce(tensors);
  const other = Object.entries(metadata).find(
    ([name, text]) => Object.hasOwn(tied, name) || (Object.hasOwn(tensors, text) && !Object.hasOwn(tensors, name)),
  );
  if (other !== undefined) {
    throw new ChalkgradError(
      `safetensors: metadata '${other[0]}' = '${other[1]}' would be read as a tied tensor`,
      'the name of one tensor under the name of another says that they are the same: call the text otherwise.',
    );
  }
  const texts = { ...metadata, ...tied };
  const header = new Map<string, unknown>(Object.keys(texts).length > 0 ? [[METADATA, texts]] : []);
  let end = 0;
  for (const name of names) {
    const { shape, dtype, size } = tensors[name]!;
    const start = end;
    end += size * bytesPerElement[dtype];
    header.set(name, { dtype: fileNames[dtype], shape, data_offsets: [start, end] });
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header))); // '__proto__' stays a name
  const padded = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES; // tensors start aligned; the padding is spaces
  const file = new Uint8Array(LENGTH_BYTES + padded + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  file.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + padded;
  for (const name of names) {
    const values = tensors[name]!.dataSync();
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}

/** Names under which something is stored, sorted, and the further names of what is stored already: theirs → the first. */
function storedOnce(tensors: Readonly<Record<string, Tensor>>): { names: string[]; tied: Record<string, string> } {
  const first = new Map<Tensor, string>();
  const names: string[] = [];
  const tied: [string, string][] = [];
  for (const name of Object.keys(tensors).sort()) {
    const known = first.get(tensors[name]!);
    if (known === undefined) names.push(name);
    else tied.push([name, known]);
    if (known === undefined) first.set(tensors[name]!, name);
  }
  return { names, tied: Object.fromEntries(tied) };
}

/** Tensors of two names, which are stored once: their second names out of the metadata. */
function untied(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>>,
): Pick<SafetensorsFile, 'tensors' | 'metadata'> {
  const isTie = ([name, first]: [string, string]): boolean =>
    !Object.hasOwn(tensors, name) && Object.hasOwn(tensors, first);
  const entries = Object.entries(metadata);
  const ties = entries.filter(isTie).map(([name, first]) => [name, tensors[first]!] as const);
  const texts = entries.filter((entry) => !isTie(entry));
  return { tensors: { ...tensors, ...Object.fromEntries(ties) }, metadata: Object.fromEntries(texts) };
}

function checkContents(tensors: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, unknown>>): void {
  if (Object.hasOwn(tensors, METADATA)) {
    throw new ChalkgradError(
      `safetensors: no tensor can be called '${METADATA}'`,
      'the format keeps its free text under that name: call the tensor otherwise.',
    );
  }
  const other = Object.keys(tensors).find((name) => !(tensors[name] instanceof Tensor));
  if (other !== undefined) {
    throw new ChalkgradError(
      `safetensors: '${other}' is ${typeof tensors[other]}, no tensor`,
      'give it a state dict: tensors by name. Texts go into the metadata, numbers as tensor(3).',
    );
  }
  const note = Object.keys(metadata).find((name) => typeof metadata[name] !== 'string');
  if (note !== undefined) {
    throw new ChalkgradError(
      `safetensors: metadata '${note}' is ${typeof metadata[note]}, no text`,
      'the format holds texts only: String(value) or JSON.stringify(value).',
    );
  }
}

interface Entry {
  readonly name: string;
  readonly from: string;
  readonly code: ElementCode;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsOptions {
  /** Also read dtypes we do not have: half precision becomes float32, whole numbers become int32. Default false. */
  readonly convert?: boolean;
}

/**
 * Bytes of a file → tensors and metadata, and a note of what was converted. `name` is used in errors. Of a tied tensor both names are one tensor
 * again.
 *
 * Errors: cut off, header too large or not JSON, a name twice, unknown dtype, offsets that overlap, leave gaps or do not fit the shape; with
 * `convert`, a whole number beyond int32.
 */
export function decodeSafetensors(
  file: Bytes,
  name = 'safetensors',
  options: SafetensorsOptions = {},
): SafetensorsFile {
  const { convert = false } = optionsOf(calls.decodeSafetensors, [file, name, options]);
  const refuse = (why: string): never => {
    throw new ChalkgradError(
      `${name}: not a usable safetensors file: ${why}`,
      'the file is damaged or of another format; nothing was loaded.',
    );
  };
  if (file.length < LENGTH_BYTES) refuse(`it has ${file.length} bytes, the header length alone takes ${LENGTH_BYTES}`);
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (length > MAX_HEADER) refuse(`its header claims ${length} bytes, more than the ${MAX_HEADER} allowed`);
  if (LENGTH_BYTES + length > file.length)
    refuse(`its header claims ${length} bytes, the file has ${file.length - LENGTH_BYTES} left`);
  const header = parseHeader(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length), refuse);
  const body = file.subarray(LENGTH_BYTES + length);
  const { __metadata__: metadata = {}, ...rest } = header;
  if (!isTable(metadata) || Object.values(metadata).some((value) => typeof value !== 'string'))
    refuse('its metadata is not a table of texts');
  const codes = convert ? foreignCodes : ownCodes;
  const entries = Object.entries(rest).map(([key, value]) => checkEntry(key, value, codes, refuse));
  checkCoverage(entries, body.length, refuse);
  const tensors: Record<string, Tensor> = Object.create(null) as Record<string, Tensor>;
  const converted: Conversion[] = [];
  for (const { name: key, from, code, shape, start, end } of entries) {
    const { dtype, buffer } = readElements(body.subarray(start, end), code, true, (why) => refuse(`'${key}': ${why}`));
    tensors[key] = tensorFrom(buffer, shape, dtype);
    if (!ownCodes.has(from)) converted.push({ name: key, from, to: dtype });
  }
  return { ...untied(tensors, metadata as Record<string, string>), converted };
}

function parseHeader(bytes: Uint8Array, refuse: (why: string) => never): Record<string, unknown> {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    return refuse('its header is not JSON');
  }
  if (!isTable(header)) return refuse('its header is not a table of tensors');
  const twice = repeatedName(text);
  if (twice !== null) return refuse(`its header has '${twice}' twice`);
  return header;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkEntry(
  name: string,
  value: unknown,
  codes: ReadonlyMap<string, ElementCode>,
  refuse: (why: string) => never,
): Entry {
  if (!isTable(value)) return refuse(`entry '${name}' is not a tensor description`);
  const { dtype: dtypeName, shape, data_offsets: offsets } = value;
  if (typeof dtypeName !== 'string') return refuse(`'${name}' has no dtype`);
  const code = codes.get(dtypeName);
  if (code === undefined) return refuse(`'${name}' has dtype ${dtypeName}; known are ${[...codes.keys()].join(', ')}`);
  const isSize = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
  if (!Array.isArray(shape) || !shape.every(isSize)) return refuse(`'${name}' has no proper shape`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
    return refuse(`'${name}' has no proper offsets`);
  const [start, end] = offsets as [number, number];
  const needed = sizeOf(shape) * elementBytes(code);
  if (end - start !== needed)
    return refuse(`'${name}' of shape ${shapeText(shape)} needs ${needed} bytes, its offsets hold ${end - start}`);
  return { name, from: dtypeName, code, shape, start, end };
}

/** Tensors must fill the body exactly: no overlap, no gap, nothing beyond the end. */
function checkCoverage(entries: readonly Entry[], bodyLength: number, refuse: (why: string) => never): void {
  let at = 0;
  for (const { name, start, end } of [...entries].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== at)
      refuse(
        `'${name}' starts at byte ${start}, ${start < at ? 'inside another tensor' : `leaving a gap after ${at}`}`,
      );
    at = end;
  }
  if (at !== bodyLength) refuse(`its tensors take ${at} bytes, the file holds ${bodyLength}`);
}
