import { ChalkgradError } from './errors.ts';

/**
 * The four element types. float32 is what networks train in, float64 is what derivatives are checked in, int32 holds
 * labels and indices, bool holds masks (one byte each).
 */
export type DType = 'float32' | 'float64' | 'int32' | 'bool';

/**
 * Raw memory of a tensor on the CPU: an ordinary array, or a piece of the SIMD kernels' memory. That may be shared by threads (setThreads) and
 * is still called ordinary here: what leaves the framework (`data`, `dataSync`, files, traces) is a copy, never this.
 */
export type DataBuffer =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** `n` zeroed elements of a dtype. */
export function allocate(dtype: DType, n: number): DataBuffer {
  try {
    switch (dtype) {
      case 'float32':
        return new Float32Array(n);
      case 'float64':
        return new Float64Array(n);
      case 'int32':
        return new Int32Array(n);
      case 'bool':
        return new Uint8Array(n);
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ChalkgradError(
      `tensor: ${n} elements of ${dtype} take ${n * bytesPerElement[dtype]} bytes, more than there is memory for`,
      'are the sizes right? Take smaller batches, or work piece by piece inside scope(() => …).',
    );
  }
}

/** Bytes that one element takes. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

/** Can this dtype hold fractions, and so a gradient? */
export const isFloat = (dtype: DType): boolean => dtype === 'float32' || dtype === 'float64';

const rank: Readonly<Record<DType, number>> = { bool: 0, int32: 1, float32: 2, float64: 3 };

/** The dtype that can hold both: bool < int32 < float32 < float64 (PyTorch's order for these four). */
export const promote = (a: DType, b: DType): DType => (rank[a] >= rank[b] ? a : b);

/** What other libraries call their types, and which of ours holds the same numbers, or most of them. */
const otherNames: Readonly<Record<string, DType>> = {
  float: 'float32',
  f32: 'float32',
  single: 'float32',
  double: 'float64',
  f64: 'float64',
  int: 'int32',
  i32: 'int32',
  integer: 'int32',
  long: 'int32',
  int64: 'int32',
  i64: 'int32',
  bigint: 'int32',
  short: 'int32',
  int16: 'int32',
  int8: 'int32',
  byte: 'int32',
  char: 'int32',
  uint8: 'int32',
  uint16: 'int32',
  uint32: 'int32',
  uint64: 'int32',
  half: 'float32',
  float16: 'float32',
  f16: 'float32',
  bfloat16: 'float32',
  bf16: 'float32',
  number: 'float32',
  boolean: 'bool',
};

export const isDType = (name: unknown): name is DType =>
  typeof name === 'string' && Object.hasOwn(bytesPerElement, name);

/** PyTorch's and NumPy's ways to write it: `torch.long`, `np.Float32`; a constructor: Float32Array, Boolean. */
const plainName = (name: unknown): string =>
  (typeof name === 'function' ? name.name : String(name))
    .trim()
    .toLowerCase()
    .replace(/^(?:torch|np|numpy|tf|jnp)\./, '')
    .replace(/array$/, '')
    .replace(/^uint8clamped$/, 'uint8')
    .replace(/^big(?:u?int64)$/, 'int64');

/** What to write instead of something that is none of our types: the one that holds its numbers, if there is one, and the list of all. */
export function dtypeHint(name: unknown): string {
  const plain = plainName(name);
  const near = isDType(plain) ? plain : Object.hasOwn(otherNames, plain) ? otherNames[plain]! : null;
  const is64 = /^(?:long|u?int64|i64|bigint|uint32)$/.test(plain);
  const is16 = /^(?:half|float16|f16|bfloat16|bf16)$/.test(plain);
  const limit = is64 ? LARGER : is16 ? ' There are no floats of two bytes.' : '';
  const use = near === null ? '' : `use '${near}'.${limit} `;
  return `${use}The types are 'float32', 'float64', 'int32' (labels and indices) and 'bool' (masks).`;
}

/** Of PyTorch's long: labels and indices fit, large sums may not. */
const LARGER = ' It holds whole numbers up to 2147483647; larger ones are exact in float64, up to 2⁵³.';
