/**
 * The mean of each window. Padding is never stored: cells outside the image add nothing to the sum, and count in the divisor
 * only when asked to.
 */
import type { Kernels } from '../Kernels.ts';
import { windowCells } from './window.ts';

export const avgPool2d: Kernels['avgPool2d'] = (x, window, outShape, out) => {
  const [images, channels, outH, outW] = outShape as [number, number, number, number]; // out [N, C, OH, OW]
  const [strideN, strideC, strideY, strideX] = x.strides as [number, number, number, number]; // x [N, C, H, W]
  const size = [x.shape[2]!, x.shape[3]!] as const;
  let to = 0;
  for (let n = 0; n < images; n++) {
    for (let c = 0; c < channels; c++) {
      const plane = x.offset + n * strideN + c * strideC;
      for (let oy = 0; oy < outH; oy++) {
        for (let ox = 0; ox < outW; ox++) {
          const { top, bottom, left, right, count } = windowCells(oy, ox, window, size);
          let total = 0;
          for (let y = top; y < bottom; y++) {
            for (let xx = left; xx < right; xx++) total += x.memory[plane + y * strideY + xx * strideX]!;
          }
          out[to++] = total / count;
        }
      }
    }
  }
};
