/**
 * What a convolution sends back to its weights: a weight was used once for every output cell of every image, so its gradient
 * is the sum, over all of them, of the output's gradient times the input cell the weight was multiplied with.
 */
import type { Kernels } from '../Kernels.ts';
import { firstInside, lastInside } from './window.ts';

export const conv2dWeightGrad: Kernels['conv2dWeightGrad'] = (
  grad,
  x,
  { stride, padding, dilation, groups },
  outShape,
  out,
) => {
  const [images, , height, width] = x.shape as [number, number, number, number]; // x [N, C, H, W]
  const [outChannels, perGroup, kernelH, kernelW] = outShape as [number, number, number, number]; // out [O, C/groups, KH, KW]
  const [, , outH, outW] = grad.shape as [number, number, number, number]; // grad [N, O, OH, OW]
  const [gradN, gradO, gradY, gradX] = grad.strides as [number, number, number, number];
  const [strideN, strideC, strideY, strideX] = x.strides as [number, number, number, number];
  const outPerGroup = outChannels / groups;
  const gradients = grad.memory;
  const pixels = x.memory;
  let to = 0;
  for (let o = 0; o < outChannels; o++) {
    const firstChannel = Math.floor(o / outPerGroup) * perGroup;
    for (let c = 0; c < perGroup; c++) {
      for (let ky = 0; ky < kernelH; ky++) {
        const shiftY = ky * dilation[0] - padding[0];
        const fromY = firstInside(shiftY, stride[0]);
        const toY = lastInside(shiftY, stride[0], height, outH);
        for (let kx = 0; kx < kernelW; kx++) {
          const shiftX = kx * dilation[1] - padding[1];
          const fromX = firstInside(shiftX, stride[1]);
          const toX = lastInside(shiftX, stride[1], width, outW);
          const step = stride[1] * strideX;
          let total = 0;
          for (let n = 0; n < images; n++) {
            for (let y = fromY; y <= toY; y++) {
              let atGrad = grad.offset + n * gradN + o * gradO + y * gradY + fromX * gradX;
              let at = x.offset + n * strideN + (firstChannel + c) * strideC;
              at += (y * stride[0] + shiftY) * strideY + (fromX * stride[1] + shiftX) * strideX;
              for (let i = fromX; i <= toX; i++, atGrad += gradX, at += step) total += gradients[atGrad]! * pixels[at]!;
            }
          }
          out[to++] = total;
        }
      }
    }
  }
};
