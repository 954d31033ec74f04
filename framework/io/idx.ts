/**
 * IDX, the format of the original MNIST files: a magic number (two zero bytes, an element type, the number of axes), the
 * sizes as big-endian 32-bit integers, then the elements, big-endian too. Source: Y. LeCun's page of the MNIST database. Plain or gzip.
 */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Bytes } from './bytes.ts';
import { gunzip } from './compression.ts';

const HEADER = 4;
const SIZE_BYTES = 4;

/** One number for each element, row by row. */
export type IdxValues = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

interface Element {
  readonly bytes: number;
  readonly make: (n: number) => IdxValues;
  readonly read: (view: DataView, at: number) => number;
}

/** The element types of the format, by their code. */
const elements: ReadonlyMap<number, Element> = new Map([
  [0x08, { bytes: 1, make: (n) => new Uint8Array(n), read: (view, at) => view.getUint8(at) }],
  [0x09, { bytes: 1, make: (n) => new Int8Array(n), read: (view, at) => view.getInt8(at) }],
  [0x0b, { bytes: 2, make: (n) => new Int16Array(n), read: (view, at) => view.getInt16(at) }],
  [0x0c, { bytes: 4, make: (n) => new Int32Array(n), read: (view, at) => view.getInt32(at) }],
  [0x0d, { bytes: 4, make: (n) => new Float32Array(n), read: (view, at) => view.getFloat32(at) }],
  [0x0e, { bytes: 8, make: (n) => new Float64Array(n), read: (view, at) => view.getFloat64(at) }],
]);

/** What an IDX file holds: sizes, and the elements in a list of their own type, row-major. Image sets have unsigned bytes. */
export interface IdxFile {
  readonly shape: readonly number[];
  readonly values: IdxValues;
}

const call = signature('decodeIdx', { file: 'bytes', name: 'text' });

/**
 * Bytes of an IDX file → its shape and values.
 *
 * Errors: another format, an unknown element type, cut off or too long.
 */
export async function decodeIdx(file: Bytes, name: string): Promise<IdxFile> {
  check(call, file, name);
  const bytes = await gunzip(file, name);
  const refuse = (why: string, hint: string): never => {
    throw new ChalkgradError(`${name}: not a usable IDX file: ${why}`, hint);
  };
  if (bytes.length < HEADER || bytes[0] !== 0 || bytes[1] !== 0) {
    refuse(
      'it does not start with two zero bytes',
      'MNIST and Fashion-MNIST come as IDX files such as train-images-idx3-ubyte(.gz).',
    );
  }
  const element = elements.get(bytes[2]!);
  if (element === undefined) {
    return refuse(
      `its element type is 0x${bytes[2]!.toString(16)}`,
      `the format knows ${[...elements.keys()].map((code) => `0x${code.toString(16)}`).join(', ')}: bytes, whole numbers and floats.`,
    );
  }
  const axes = bytes[3]!;
  const start = HEADER + axes * SIZE_BYTES;
  if (bytes.length < start) refuse('it is cut off inside its header', 'fetch the file again.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, i) => view.getUint32(HEADER + i * SIZE_BYTES));
  const count = shape.reduce((product, n) => product * n, 1);
  if (bytes.length - start !== count * element.bytes) {
    refuse(
      `its sizes ${shape.join(' × ')} need ${count * element.bytes} bytes, it holds ${bytes.length - start}`,
      'the file is cut off or damaged; fetch it again.',
    );
  }
  if (element.bytes === 1) {
    const own = bytes.slice(start);
    return { shape, values: bytes[2] === 0x08 ? own : new Int8Array(own.buffer) };
  }
  const values = element.make(count);
  for (let i = 0; i < count; i++) values[i] = element.read(view, start + i * element.bytes);
  return { shape, values };
}
