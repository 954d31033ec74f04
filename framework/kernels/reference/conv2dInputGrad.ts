/**
 * What a convolution sends back to its input: every output cell hands its gradient, times the weight, to the input cell it
 * was computed from. The same seven loops as conv2d with reading and writing exchanged.
 */
import type { Kernels } from '../Kernels.ts';
import { firstInside, lastInside } from './window.ts';

export const conv2dInputGrad: Kernels['conv2dInputGrad'] = (
  grad,
  weight,
  { stride, padding, dilation, groups },
  outShape,
  out,
) => {
  const [images, channels, height, width] = outShape as [number, number, number, number]; // out [N, C, H, W]
  const [outChannels, perGroup, kernelH, kernelW] = weight.shape as [number, number, number, number]; // [O, C/groups, KH, KW]
  const [, , outH, outW] = grad.shape as [number, number, number, number]; // grad [N, O, OH, OW]
  const [strideN, strideO, strideY, strideX] = grad.strides as [number, number, number, number];
  const gradients = grad.memory;
  const weights = weight.memory;
  const plane = new Float64Array(height * width);
  const outPerGroup = outChannels / groups;
  for (let n = 0; n < images; n++) {
    for (let channel = 0; channel < channels; channel++) {
      plane.fill(0);
      const group = Math.floor(channel / perGroup);
      const c = channel - group * perGroup;
      for (let o = group * outPerGroup; o < (group + 1) * outPerGroup; o++) {
        const map = grad.offset + n * strideN + o * strideO;
        for (let ky = 0; ky < kernelH; ky++) {
          const shiftY = ky * dilation[0] - padding[0];
          const fromY = firstInside(shiftY, stride[0]);
          const toY = lastInside(shiftY, stride[0], height, outH);
          for (let kx = 0; kx < kernelW; kx++) {
            const shiftX = kx * dilation[1] - padding[1];
            const fromX = firstInside(shiftX, stride[1]);
            const toX = lastInside(shiftX, stride[1], width, outW);
            const w =
              weights[
                weight.offset +
                  o * weight.strides[0]! +
                  c * weight.strides[1]! +
                  ky * weight.strides[2]! +
                  kx * weight.strides[3]!
              ]!;
            for (let y = fromY; y <= toY; y++) {
              let at = map + y * strideY + fromX * strideX;
              let to = (y * stride[0] + shiftY) * width + fromX * stride[1] + shiftX;
              for (let i = fromX; i <= toX; i++, at += strideX, to += stride[1]) plane[to]! += w * gradients[at]!;
            }
          }
        }
      }
      out.set(plane, (n * channels + channel) * height * width);
    }
  }
};
