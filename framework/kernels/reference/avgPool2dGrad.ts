/** What average pooling sends back: every cell of a window receives an equal share of the window's gradient. */
import type { Kernels } from '../Kernels.ts';
import { windowCells } from './window.ts';

export const avgPool2dGrad: Kernels['avgPool2dGrad'] = (grad, window, outShape, out) => {
  const [images, channels, height, width] = outShape as [number, number, number, number]; // out [N, C, H, W]
  const [, , outH, outW] = grad.shape as [number, number, number, number]; // grad [N, C, OH, OW]
  const [strideN, strideC, strideY, strideX] = grad.strides as [number, number, number, number];
  const plane = new Float64Array(height * width);
  for (let n = 0; n < images; n++) {
    for (let c = 0; c < channels; c++) {
      plane.fill(0);
      for (let oy = 0; oy < outH; oy++) {
        for (let ox = 0; ox < outW; ox++) {
          const { top, bottom, left, right, count } = windowCells(oy, ox, window, [height, width]);
          const share = grad.memory[grad.offset + n * strideN + c * strideC + oy * strideY + ox * strideX]! / count;
          for (let y = top; y < bottom; y++) {
            for (let x = left; x < right; x++) plane[y * width + x]! += share;
          }
        }
      }
      out.set(plane, (n * channels + c) * height * width);
    }
  }
};
