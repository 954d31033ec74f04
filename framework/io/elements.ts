/**
 * Numbers as they lie in files of other programs → our four dtypes. float16 and bfloat16 become float32, whole numbers of any
 * width become int32, and nothing is rounded on the way: a whole number that int32 cannot hold is refused.
 * Used by .npy and by safetensors of other frameworks. Layout of the halves: IEEE 754-2019 §3.6 (binary16) and its first
 * two bytes of binary32 (bfloat16).
 */
import type { DataBuffer, DType } from '../tensor/dtype.ts';

/** Kind and width in bytes, after NumPy's codes: f = float, bf = bfloat, i = signed, u = unsigned, b = true or false. */
export type ElementCode = 'f2' | 'bf2' | 'f4' | 'f8' | 'i1' | 'i2' | 'i4' | 'i8' | 'u1' | 'u2' | 'u4' | 'u8' | 'b1';

interface Element {
  readonly bytes: number;
  readonly dtype: DType;
  readonly read: (view: DataView, at: number, littleEndian: boolean) => number;
}

const elements: Readonly<Record<ElementCode, Element>> = {
  f2: { bytes: 2, dtype: 'float32', read: (view, at, little) => floatFromHalf(view.getUint16(at, little)) },
  bf2: { bytes: 2, dtype: 'float32', read: (view, at, little) => floatFromBfloat(view.getUint16(at, little)) },
  f4: { bytes: 4, dtype: 'float32', read: (view, at, little) => view.getFloat32(at, little) },
  f8: { bytes: 8, dtype: 'float64', read: (view, at, little) => view.getFloat64(at, little) },
  i1: { bytes: 1, dtype: 'int32', read: (view, at) => view.getInt8(at) },
  i2: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getInt16(at, little) },
  i4: { bytes: 4, dtype: 'int32', read: (view, at, little) => view.getInt32(at, little) },
  i8: { bytes: 8, dtype: 'int32', read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u1: { bytes: 1, dtype: 'int32', read: (view, at) => view.getUint8(at) },
  u2: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getUint16(at, little) },
  u4: { bytes: 4, dtype: 'int32', read: (view, at, little) => view.getUint32(at, little) },
  u8: { bytes: 8, dtype: 'int32', read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  b1: { bytes: 1, dtype: 'bool', read: (view, at) => view.getUint8(at) },
};

export const isElementCode = (code: string): code is ElementCode => Object.hasOwn(elements, code);

/** Bytes that one element takes in the file. */
export const elementBytes = (code: ElementCode): number => elements[code].bytes;

const constructors = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

/** Laid out in the file as in memory: copied whole, so that even the payload of a NaN survives. */
const isOwn = (code: ElementCode): boolean => code === 'f4' || code === 'f8' || code === 'i4';

/**
 * All of `bytes` as elements of one kind. Calls `refuse` (which must throw) for a value that our dtype cannot hold: a whole
 * number beyond int32, a truth value that is neither 0 nor 1.
 */
export function readElements(
  bytes: Uint8Array,
  code: ElementCode,
  littleEndian: boolean,
  refuse: (why: string) => never,
): { readonly dtype: DType; readonly buffer: DataBuffer } {
  const { bytes: width, dtype, read } = elements[code];
  if (littleEndian && isOwn(code)) return { dtype, buffer: new constructors[dtype](bytes.slice().buffer) };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const buffer: DataBuffer = new constructors[dtype](bytes.length / width);
  for (let i = 0; i < buffer.length; i++) {
    const value = read(view, i * width, littleEndian);
    buffer[i] = value;
    if (dtype === 'int32' && buffer[i] !== value)
      refuse(`element ${i} is ${value}, more than int32 can hold (our only whole numbers)`);
    if (dtype === 'bool' && value > 1) refuse(`element ${i} is ${value}, a truth value must be 0 or 1`);
  }
  return { dtype, buffer };
}

/** Bits of a binary16 → its value. 1 sign bit, 5 of exponent (bias 15), 10 of fraction. */
export function floatFromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** Bits of a bfloat16 → its value: they are the upper half of a binary32. */
function floatFromBfloat(bits: number): number {
  scratch.setUint32(0, bits * 0x10000);
  return scratch.getFloat32(0);
}
