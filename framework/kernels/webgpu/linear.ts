/** Weighted sums plus a bias: a matrix product with the transposed weight, which adds the bias as it writes each result. */
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import type { GpuView } from './layout.ts';
import { multiply } from './matmul.ts';

export const linear: FusedKernels<GpuMemory>['linear'] = (x, weight, bias, out) => {
  const [rows, features] = x.shape as [number, number]; // x [M, K]
  const columns = weight.shape[0]!; // weight [N, K]
  const asBatch = (view: GpuView, shape: readonly number[], strides: readonly number[]): GpuView => ({
    memory: view.memory,
    dtype: view.dtype,
    shape: [1, ...shape],
    strides: [0, ...strides],
    offset: view.offset,
  });
  const turned = asBatch(weight, [features, columns], [weight.strides[1]!, weight.strides[0]!]);
  multiply(asBatch(x, [rows, features], x.strides), turned, bias, out);
};
