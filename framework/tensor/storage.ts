/**
 * The memory behind one or more tensors. Views (transpose, slice, reshape) share a storage; `version` counts in-place
 * writes so that autograd notices when a value it saved was overwritten.
 */
import type { DataBuffer, DType } from './dtype.ts';

export interface Storage {
  readonly buffer: DataBuffer;
  readonly dtype: DType;
  version: number;
}

export const makeStorage = (buffer: DataBuffer, dtype: DType): Storage => ({ buffer, dtype, version: 0 });
