/**
 * The largest number under each window, and where it stood. On a tie the first one in reading order wins, so that exactly
 * one input cell will receive the gradient. Padding counts as -∞; NaN wins over everything, as in PyTorch.
 */
import type { Kernels } from '../Kernels.ts';

export const maxPool2d: Kernels['maxPool2d'] = (x, { kernel, stride, padding, dilation }, outShape, out, indices) => {
  const [images, channels, outH, outW] = outShape as [number, number, number, number]; // out [N, C, OH, OW]
  const [, , height, width] = x.shape as [number, number, number, number]; // x [N, C, H, W]
  const [strideN, strideC, strideY, strideX] = x.strides as [number, number, number, number];
  let to = 0;
  for (let n = 0; n < images; n++) {
    for (let c = 0; c < channels; c++) {
      const plane = x.offset + n * strideN + c * strideC;
      for (let oy = 0; oy < outH; oy++) {
        for (let ox = 0; ox < outW; ox++) {
          let best = Number.NEGATIVE_INFINITY;
          let bestAt = -1;
          for (let ky = 0; ky < kernel[0]; ky++) {
            const y = oy * stride[0] + ky * dilation[0] - padding[0];
            if (y < 0 || y >= height) continue;
            for (let kx = 0; kx < kernel[1]; kx++) {
              const xx = ox * stride[1] + kx * dilation[1] - padding[1];
              if (xx < 0 || xx >= width) continue;
              const value = x.memory[plane + y * strideY + xx * strideX]!;
              if (bestAt < 0 || value > best || (Number.isNaN(value) && !Number.isNaN(best))) {
                best = value;
                bestAt = y * width + xx;
              }
            }
          }
          out[to] = best;
          indices[to++] = bestAt;
        }
      }
    }
  }
};
