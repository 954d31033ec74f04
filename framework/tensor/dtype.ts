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
}

/** Bytes that one element takes. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

/** Can this dtype hold fractions, and so a gradient? */
export const isFloat = (dtype: DType): boolean => dtype === 'float32' || dtype === 'float64';

const rank: Readonly<Record<DType, number>> = { bool: 0, int32: 1, float32: 2, float64: 3 };

/** The dtype that can hold both: bool < int32 < float32 < float64 (PyTorch's order for these four). */
export const promote = (a: DType, b: DType): DType => (rank[a] >= rank[b] ? a : b);

/** What other libraries call the types we have. */
const otherNames: Readonly<Record<string, DType>> = {
  float: 'float32',
  double: 'float64',
  int: 'int32',
  long: 'int32',
  int64: 'int32',
  short: 'int32',
  int16: 'int32',
  int8: 'int32',
  uint8: 'int32',
  half: 'float32',
  float16: 'float32',
  bfloat16: 'float32',
  boolean: 'bool',
};

export const isDType = (name: unknown): name is DType =>
  typeof name === 'string' && Object.hasOwn(bytesPerElement, name);

/** Refuse what is not one of our four types, and say which they are. */
export function checkDType(op: string, name: unknown): asserts name is DType {
  if (isDType(name)) return;
  const near = typeof name === 'string' && Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  throw new ChalkgradError(
    `${op}: there is no dtype ${typeof name === 'string' ? `'${name}'` : String(name)}`,
    `${near === undefined ? '' : `use '${near}'. `}The types are 'float32', 'float64', 'int32' (labels and indices) and 'bool' (masks).`,
  );
}
