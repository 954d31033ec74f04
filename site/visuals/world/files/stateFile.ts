/**
 * The parameters of a step as the bytes of a safetensors file, and what stands at each of them. Layout only: a test holds every byte against
 * the framework's own writer, which no page has to load for it.
 */
import type { StepTrace } from '../../../player/protocol.ts';

/** One array of the file; bytes count from the end of the header, as its own `data_offsets` do. */
export interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  readonly start: number;
  readonly end: number;
}

export interface StateFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The header as text, without its padding. */
  readonly header: string;
  /** Where the padding begins, and where the numbers do. */
  readonly paddingAt: number;
  readonly bodyAt: number;
  /** In the order of the file. */
  readonly entries: readonly Entry[];
}

export type Band = 'length' | 'json' | 'padding' | 'data';

export interface Place {
  readonly band: Band;
  /** First byte of what stands here, and how many bytes it has. */
  readonly at: number;
  readonly size: number;
  /** Of a number: its array, and where in it. */
  readonly entry: Entry | null;
  readonly index: readonly number[];
}

const LENGTH = 8;
const BYTES = 4;

type Named = Pick<Entry, 'name' | 'shape' | 'values'>;

/** The parameters before the step that is shown; null where one of them was not kept. */
export function parametersOf(trace: StepTrace): readonly Named[] | null {
  const found = new Map<string, Named>();
  for (const { label, before } of trace.updates) {
    const tensor = trace.tensors.get(before);
    if (tensor === undefined || tensor.dtype !== 'float32') return null;
    if (!found.has(label)) found.set(label, { name: label, shape: tensor.shape, values: tensor.values });
  }
  return found.size === 0 ? null : [...found.values()];
}

/** Float32 arrays → the bytes of a file, names in order. */
export function fileOf(named: readonly Named[]): StateFile {
  let end = 0;
  const sorted = [...named].sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = sorted.map((one): Entry => {
    const start = end;
    end += BYTES * one.values.length;
    return { ...one, start, end };
  });
  const header = JSON.stringify(
    Object.fromEntries(
      entries.map(({ name, shape, start, end: stop }) => [name, { dtype: 'F32', shape, data_offsets: [start, stop] }]),
    ),
  );
  const text = new TextEncoder().encode(header);
  const bodyAt = LENGTH + Math.ceil(text.length / LENGTH) * LENGTH;
  const bytes = new Uint8Array(bodyAt + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(bodyAt - LENGTH), true);
  bytes.fill(0x20, LENGTH, bodyAt);
  bytes.set(text, LENGTH);
  for (const { values, start } of entries)
    for (let i = 0; i < values.length; i++) view.setFloat32(bodyAt + start + BYTES * i, values[i]!, true);
  return { bytes, header, paddingAt: LENGTH + text.length, bodyAt, entries };
}

/** What stands at a byte of the file. */
export function placeOf(file: StateFile, byte: number): Place {
  const of = (band: Band, at: number, size: number): Place => ({ band, at, size, entry: null, index: [] });
  if (byte < LENGTH) return of('length', 0, LENGTH);
  if (byte < file.paddingAt) return of('json', byte, 1);
  if (byte < file.bodyAt) return of('padding', byte, 1);
  const offset = byte - file.bodyAt;
  const entry = file.entries.find(({ start, end }) => offset >= start && offset < end);
  if (entry === undefined) return of('data', byte, 1);
  const element = Math.floor((offset - entry.start) / BYTES);
  return {
    band: 'data',
    at: file.bodyAt + entry.start + BYTES * element,
    size: BYTES,
    entry,
    index: indexIn(entry.shape, element),
  };
}

function indexIn(shape: readonly number[], element: number): number[] {
  const index: number[] = [];
  let rest = element;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

/** First byte of an array's number. */
export const byteOf = (file: StateFile, name: string, element = 0): number | null => {
  const entry = file.entries.find((one) => one.name === name);
  return entry === undefined ? null : file.bodyAt + entry.start + BYTES * element;
};

/** Where arrow keys with Shift go: the bands and the arrays, in order. */
export const landmarks = (file: StateFile): readonly number[] => [
  0,
  LENGTH,
  ...(file.paddingAt < file.bodyAt ? [file.paddingAt] : []),
  ...file.entries.filter(({ start, end }) => end > start).map(({ start }) => file.bodyAt + start),
];

/** A float32 taken apart, lowest byte first: (−1)^s · 2^(e − 127) · (1 + f/2²³). */
export interface Float {
  readonly sign: number;
  readonly exponent: number;
  readonly fraction: number;
  readonly bits: string;
  readonly value: number;
}

/** Bits 32 … 1 of the four bytes from `at` on. */
export function floatAt(bytes: Uint8Array, at: number): Float {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, BYTES);
  const word = view.getUint32(0, true);
  return {
    sign: word >>> 31,
    exponent: (word >>> 23) & 0xff,
    fraction: word & 0x7fffff,
    bits: word.toString(2).padStart(32, '0'),
    value: view.getFloat32(0, true),
  };
}

/** Where the entry of an array stands in the header's text: [from, to). */
export function spanOf(header: string, name: string): readonly [from: number, to: number] {
  const from = header.indexOf(`${JSON.stringify(name)}:{`);
  return from < 0 ? [0, 0] : [from, header.indexOf('}', from) + 1];
}

/** Ways to spoil a file, each with what to look at in it. */
export const damages = ['offset', 'name', 'cut', 'length'] as const;
export type Damage = (typeof damages)[number];

/**
 * The file with one thing wrong: an array that is said to begin four bytes later; a layer under another name; the last byte gone; a header
 * that claims to be longer. `name` is the array in focus.
 */
export function damaged(file: StateFile, damage: Damage, name: string): Uint8Array<ArrayBuffer> {
  const bytes = file.bytes.slice();
  if (damage === 'cut') return bytes.slice(0, -1);
  if (damage === 'length') {
    bytes[3] = 1;
    return bytes;
  }
  const [from, to] = spanOf(file.header, name);
  const entry = file.header.slice(from, to);
  const changed = damage === 'name' ? renamed(entry) : later(entry);
  const text = new TextEncoder().encode(file.header.slice(0, from) + changed + file.header.slice(to));
  const room = file.bodyAt - LENGTH;
  if (text.length <= room) {
    bytes.fill(0x20, LENGTH, file.bodyAt);
    bytes.set(text, LENGTH);
    return bytes;
  }
  // The padding had no room for another digit: eight bytes more.
  const wider = new Uint8Array(bytes.length + LENGTH);
  wider.fill(0x20, 0, file.bodyAt + LENGTH);
  wider.set(text, LENGTH);
  wider.set(bytes.subarray(file.bodyAt), file.bodyAt + LENGTH);
  new DataView(wider.buffer).setBigUint64(0, BigInt(room + LENGTH), true);
  return wider;
}

/** conv1 → konv1: as many letters. */
const renamed = (entry: string): string => entry.replace(/^"./, (start) => (start === '"k' ? '"c' : '"k'));
const later = (entry: string): string =>
  entry.replace(/"data_offsets":\[(\d+),/, (_, start: string) => `"data_offsets":[${Number(start) + BYTES},`);
