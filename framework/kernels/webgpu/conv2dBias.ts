/** A convolution that adds one number to each of its maps as it writes them. */
import type { FusedKernels } from '../Kernels.ts';
import { convolve } from './conv2d.ts';
import type { GpuMemory } from './GpuMemory.ts';

export const conv2dBias: FusedKernels<GpuMemory>['conv2dBias'] = (x, weight, bias, window, outShape, out) =>
  convolve(x, weight, bias, window, outShape, out);
