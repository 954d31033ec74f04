/** A convolution, and one number added to each of its maps. */
import type { CpuKernels, FusedKernels } from '../Kernels.ts';
import { conv2d } from './conv2d.ts';
import { cutOff } from './relu.ts';

export const conv2dBias: FusedKernels['conv2dBias'] = (x, weight, bias, window, outShape, out) => {
  conv2d(x, weight, window, outShape, out);
  const [images, maps, outH, outW] = outShape as [number, number, number, number]; // out [N, O, OH, OW]
  let to = 0;
  for (let n = 0; n < images; n++) {
    for (let o = 0; o < maps; o++) {
      const shift = bias.memory[bias.offset + o * bias.strides[0]!]!;
      for (const end = to + outH * outW; to < end; to++) out[to]! += shift;
    }
  }
};

/** The same, and what is negative becomes 0. */
export const conv2dBiasRelu: CpuKernels['conv2dBiasRelu'] = (x, weight, bias, window, outShape, out) => {
  conv2dBias(x, weight, bias, window, outShape, out);
  cutOff(out);
};
