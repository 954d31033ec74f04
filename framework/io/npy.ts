/**
 * NumPy's files: one array in .npy, several by name in .npz (a zip of .npy). Written as version 1.0, little-endian, row-major;
 * read in any version, byte order and order of axes, as long as the elements are plain numbers. Object arrays are Python
 * pickles, which can run code when opened: they are refused, always.
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays", and numpy.lib.format.
 */
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import type { DataBuffer, DType } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { contiguousStrides, sizeOf } from '../tensor/shape.ts';
import { Tensor, tensorFrom } from '../tensor/Tensor.ts';
import type { Bytes } from './bytes.ts';
import { type ElementCode, elementBytes, isElementCode, readElements } from './elements.ts';
import { decodeZip, encodeZip } from './zip.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const; // \x93NUMPY
const ALIGNMENT = 64;
const GREATEST_RANK = 64; // NumPy 2's own limit
const LONGEST_HEADER = 10_000; // NumPy's own limit (max_header_size)

const codes: Readonly<Record<DType, string>> = { float32: '<f4', float64: '<f8', int32: '<i4', bool: '|b1' };

type Refuse = (why: string) => never;

const calls = {
  encodeNpy: signature('encodeNpy', { x: 'tensor' }),
  decodeNpy: signature('decodeNpy', { file: 'bytes', name: 'text?' }),
  encodeNpz: signature('encodeNpz', { tensors: 'record' }, { compress: 'boolean' }),
  decodeNpz: signature('decodeNpz', { file: 'bytes', name: 'text?' }),
};

/** Tensor → bytes of an .npy file. Strided views are written row-major. */
export function encodeNpy(x: Tensor): Bytes {
  check(calls.encodeNpy, x);
  const shape = x.shape.length === 1 ? `${x.shape[0]},` : x.shape.join(', ');
  const header = `{'descr': '${codes[x.dtype]}', 'fortran_order': False, 'shape': (${shape}), }`;
  const before = MAGIC.length + 4;
  const length = Math.ceil((before + header.length + 1) / ALIGNMENT) * ALIGNMENT - before;
  const values = x.dataSync();
  const file = new Uint8Array(before + length + values.byteLength);
  file.set([...MAGIC, 1, 0, length & 0xff, length >> 8]);
  file.set(new TextEncoder().encode(`${header.padEnd(length - 1)}\n`), before);
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), before + length);
  return file;
}

/**
 * Bytes of an .npy file → tensor. float16 becomes float32, whole numbers of any width become int32. `name` is used in errors.
 *
 * Errors: another format, cut off, objects, text, complex or structured elements, whole numbers beyond int32.
 */
export function decodeNpy(file: Bytes, name = 'npy'): Tensor {
  check(calls.decodeNpy, file, name);
  const refuse: Refuse = (why) => {
    throw new ChalkgradError(
      `${name}: not a usable .npy file: ${why}`,
      'save plain numbers with numpy.save(path, array, allow_pickle=False); nothing was loaded.',
    );
  };
  const { text, start } = readHeader(file, refuse);
  const { code, littleEndian, isFortran, shape } = parseHeader(text, refuse);
  const body = file.subarray(start);
  const needed = sizeOf(shape) * elementBytes(code);
  if (body.length !== needed)
    refuse(`shape ${shapeText(shape)} of '${code}' needs ${needed} bytes, the file holds ${body.length}`);
  const { dtype, buffer } = readElements(body, code, littleEndian, refuse);
  return isFortran ? tensorFrom(rowMajor(buffer, shape, dtype), shape, dtype) : tensorFrom(buffer, shape, dtype);
}

/** In Fortran's order the first axis moves fastest: the strides of the reversed shape, reversed. */
function rowMajor(buffer: DataBuffer, shape: readonly number[], dtype: DType): DataBuffer {
  const strides = contiguousStrides([...shape].reverse()).reverse();
  return new Tensor(tensorFrom(buffer, [buffer.length], dtype).storage, shape, strides).dataSync();
}

function readHeader(file: Bytes, refuse: Refuse): { text: string; start: number } {
  if (file.length < MAGIC.length + 4 || MAGIC.some((byte, i) => file[i] !== byte))
    refuse('it does not start with NUMPY');
  const [major] = file.subarray(MAGIC.length);
  if (major !== 1 && major !== 2 && major !== 3) refuse(`its version is ${major}, known are 1 to 3`);
  const at = MAGIC.length + 2;
  const lengthBytes = major === 1 ? 2 : 4;
  const start = at + lengthBytes;
  if (file.length < start) refuse('it is cut off inside its header');
  const view = new DataView(file.buffer, file.byteOffset);
  const length = major === 1 ? view.getUint16(at, true) : view.getUint32(at, true);
  if (length > LONGEST_HEADER)
    refuse(`its header claims ${length} bytes, more than the ${LONGEST_HEADER} that are read`);
  if (file.length < start + length) refuse('it is cut off inside its header');
  return { text: new TextDecoder().decode(file.subarray(start, start + length)), start: start + length };
}

interface Header {
  readonly code: ElementCode;
  readonly littleEndian: boolean;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
}

/** The header is a Python dictionary with three keys; nothing of it is evaluated. */
function parseHeader(text: string, refuse: Refuse): Header {
  if (/'descr':\s*\[/.test(text)) refuse('its elements are records with several fields');
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const sizes = /'shape':\s*\(([\d\sL,]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || sizes === undefined)
    return refuse('its header does not name descr, fortran_order and shape');
  const [, byteOrder, code = ''] = /^([<>|=])(.+)$/.exec(descr) ?? [];
  if (code.startsWith('O')) refuse('it holds Python objects (a pickle), which can run code when opened');
  if (!isElementCode(code)) return refuse(`its elements are '${descr}'; numbers and truth values are read`);
  const shape = sizes
    .split(',')
    .filter((size) => size.trim() !== '')
    .map((size) => Number(/^\s*(\d+)L?\s*$/.exec(size)?.[1])); // Python 2 wrote 3L
  const span = shape.reduce((product, size) => product * Math.max(1, size), 1);
  const isProper = shape.every(Number.isSafeInteger) && (Number.isSafeInteger(span) || !shape.includes(0));
  if (shape.length > GREATEST_RANK || !isProper) refuse('it has no proper shape');
  return { code, littleEndian: byteOrder !== '>', isFortran: order === 'True', shape };
}

const SUFFIX = '.npy';

/**
 * Tensors by name → bytes of an .npz file.
 *
 * @param options.compress as `numpy.savez_compressed`; default false
 * @example await writeBytes('batch.npz', await encodeNpz({ images, labels }));
 */
export function encodeNpz(
  tensors: Readonly<Record<string, Tensor>>,
  options: { readonly compress?: boolean } = {},
): Promise<Bytes> {
  options = optionsOf(calls.encodeNpz, [tensors, options]);
  const members = Object.entries(tensors).map(([name, value]) => [`${name}${SUFFIX}`, encodeNpy(value)] as const);
  return encodeZip(new Map(members), options);
}

/**
 * Bytes of an .npz file → tensors by name.
 *
 * Errors: those of zip and of .npy; a member that is no .npy.
 */
export async function decodeNpz(file: Bytes, name = 'npz'): Promise<Record<string, Tensor>> {
  check(calls.decodeNpz, file, name);
  const members = await decodeZip(file, name);
  const entries = [...members].map(([member, bytes]): [string, Tensor] => {
    if (!member.endsWith(SUFFIX)) {
      throw new ChalkgradError(`${name}: holds '${member}', which is no .npy`, 'an .npz is a zip of .npy files only.');
    }
    return [member.slice(0, -SUFFIX.length), decodeNpy(bytes, `${name}: ${member}`)];
  });
  return Object.fromEntries(entries);
}
