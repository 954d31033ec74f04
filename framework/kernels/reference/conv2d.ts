/**
 * 2-D convolution, which in deep learning means cross-correlation: the kernel slides over the image without being flipped.
 * Source of the index arithmetic: Dumoulin & Visin, "A guide to convolution arithmetic for deep learning" (2016), §2.
 *
 * Seven loops: image n, output channel o, input channel c, kernel cell (ky, kx), output cell (y, x). The kernel cell stands
 * outside the output cell, so the innermost loop slides one weight along one row of the image.
 */
import type { Kernels } from '../Kernels.ts';
import { firstInside, lastInside } from './window.ts';

export const conv2d: Kernels['conv2d'] = (x, weight, { stride, padding, dilation, groups }, outShape, out) => {
  const [images, , height, width] = x.shape as [number, number, number, number]; // x [N, C, H, W]
  const [outChannels, perGroup, kernelH, kernelW] = weight.shape as [number, number, number, number]; // [O, C/groups, KH, KW]
  const [, , outH, outW] = outShape as [number, number, number, number]; // out [N, O, OH, OW]
  const [strideN, strideC, strideY, strideX] = x.strides as [number, number, number, number];
  const pixels = x.memory;
  const weights = weight.memory;
  const plane = new Float64Array(outH * outW);
  const outPerGroup = outChannels / groups;
  for (let n = 0; n < images; n++) {
    for (let o = 0; o < outChannels; o++) {
      plane.fill(0);
      const firstChannel = Math.floor(o / outPerGroup) * perGroup;
      for (let c = 0; c < perGroup; c++) {
        const image = x.offset + n * strideN + (firstChannel + c) * strideC;
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
            const step = stride[1] * strideX;
            for (let y = fromY; y <= toY; y++) {
              const end = y * outW + toX;
              let at = image + (y * stride[0] + shiftY) * strideY + (fromX * stride[1] + shiftX) * strideX;
              for (let to = y * outW + fromX; to <= end; to++, at += step) plane[to]! += w * pixels[at]!;
            }
          }
        }
      }
      out.set(plane, (n * outChannels + o) * outH * outW);
    }
  }
};
