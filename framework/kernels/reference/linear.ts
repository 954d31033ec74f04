/** Weighted sums plus a bias: a matrix product with the transposed weight, then one number added to each column. */
import type { CpuKernels, FusedKernels, Strided } from '../Kernels.ts';
import { matmul } from './matmul.ts';
import { cutOff } from './relu.ts';

export const linear: FusedKernels['linear'] = (x, weight, bias, out) => {
  const [rows, features] = x.shape as [number, number]; // x [M, K]
  const columns = weight.shape[0]!; // weight [N, K]
  const asBatch = (view: Strided, shape: readonly number[], strides: readonly number[]): Strided => ({
    memory: view.memory,
    dtype: view.dtype,
    shape: [1, ...shape],
    strides: [0, ...strides],
    offset: view.offset,
  });
  const turned = asBatch(weight, [features, columns], [weight.strides[1]!, weight.strides[0]!]);
  matmul(asBatch(x, [rows, features], x.strides), turned, out);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[i * columns + j]! += bias.memory[bias.offset + j * bias.strides[0]!]!;
  }
};

/** The same, and what is negative becomes 0. */
export const linearRelu: CpuKernels['linearRelu'] = (x, weight, bias, out) => {
  linear(x, weight, bias, out);
  cutOff(out);
};
