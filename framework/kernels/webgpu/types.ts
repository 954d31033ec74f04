/** Element types: how each dtype stands in a buffer of the GPU. Every element takes four bytes. */
import type { DType } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';

/** Element types as WGSL calls them. */
export type WgslType = 'f32' | 'i32' | 'u32';

/**
 * float32 is f32, int32 is i32, and bool is u32 with 0 and 1, since a buffer may hold no smaller number. float64 does not exist on a
 * GPU: WGSL has no such type.
 */
export function wgslType(dtype: DType): WgslType {
  switch (dtype) {
    case 'float32':
      return 'f32';
    case 'int32':
      return 'i32';
    case 'bool':
      return 'u32';
    case 'float64':
      throw new ChalkgradError(
        'webgpu: float64 does not exist on the GPU (WGSL has no 64-bit numbers)',
        "convert with .to('float32'), or compute in float64 on the CPU.",
      );
  }
}

export const BYTES_PER_ELEMENT = 4;
