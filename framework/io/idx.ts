/**
 * IDX, the format of the original MNIST files: a magic number (two zero bytes, an element type, the number of axes), the
 * sizes as big-endian 32-bit integers, then the elements. Source: Y. LeCun's page of the MNIST database. Plain or gzip.
 */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { type Bytes, gunzip } from './bytes.ts';

const UNSIGNED_BYTE = 0x08;
const HEADER = 4;
const SIZE_BYTES = 4;

/** What an IDX file holds: sizes, and one unsigned byte per element, row-major. */
export interface IdxFile {
  readonly shape: readonly number[];
  readonly values: Uint8Array<ArrayBuffer>;
}

const call = signature('decodeIdx', { file: 'bytes', name: 'text' });

/**
 * Bytes of an IDX file of unsigned bytes → its shape and values.
 *
 * Errors: another format, another element type, cut off or too long.
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
  if (bytes[2] !== UNSIGNED_BYTE) {
    refuse(
      `its element type is 0x${bytes[2]!.toString(16)}`,
      'only unsigned bytes (0x8) are read; that is what the image sets use.',
    );
  }
  const axes = bytes[3]!;
  const start = HEADER + axes * SIZE_BYTES;
  if (bytes.length < start) refuse('it is cut off inside its header', 'fetch the file again.');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: axes }, (_, i) => view.getUint32(HEADER + i * SIZE_BYTES));
  const size = shape.reduce((product, n) => product * n, 1);
  if (bytes.length - start !== size) {
    refuse(
      `its sizes ${shape.join(' × ')} need ${size} bytes, it holds ${bytes.length - start}`,
      'the file is cut off or damaged; fetch it again.',
    );
  }
  return { shape, values: bytes.slice(start) };
}
