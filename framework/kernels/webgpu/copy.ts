/** Straighten a strided view into dense memory, converting the element type on the way. */
import { contiguousStrides, sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { paste } from './paste.ts';

export const copy: Kernels<GpuMemory>['copy'] = (x, out) => {
  if (sizeOf(x.shape) === 0) return;
  paste(x, { memory: out, dtype: out.dtype, shape: x.shape, strides: contiguousStrides(x.shape), offset: 0 });
};
