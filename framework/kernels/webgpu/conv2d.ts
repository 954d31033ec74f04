/**
 * 2-D convolution as a matrix product that never writes the matrix of windows down ("implicit im2col", Chetlur et al., "cuDNN" (2014),
 * §3.1). For each group: rows are output channels, columns the output cells of all images, and the sum runs over the cells of a window.
 */
import type { Shape } from '../../tensor/shape.ts';
import type { ConvWindow, Kernels } from '../Kernels.ts';
import { fourAxes, geometry } from './convolution.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { gemm } from './gemm.ts';
import type { GpuView } from './layout.ts';
import { wgsl } from './wgsl.ts';

export const conv2d: Kernels<GpuMemory>['conv2d'] = (x, weight, window, outShape, out) =>
  convolve(x, weight, null, window, outShape, out);

/** bias: [O], one number for each output channel, or null */
export function convolve(
  x: GpuView,
  weight: GpuView,
  bias: GpuView | null,
  window: ConvWindow,
  outShape: Shape,
  out: GpuMemory,
): void {
  const sizes = geometry({ image: x.shape, weight: weight.shape, result: outShape, window });
  const [image, kernel] = [fourAxes('image', x), fourAxes('kernel', weight)];
  const [, perGroup, kernelH, kernelW] = weight.shape as [number, number, number, number];
  const [images, maps, outH, outW] = outShape as [number, number, number, number];
  gemm(
    {
      key: `conv2d ${bias !== null}`,
      batches: window.groups,
      rows: maps / window.groups,
      columns: images * outH * outW,
      inner: perGroup * kernelH * kernelW,
      types: {
        ...sizes.types,
        ...image.types,
        ...kernel.types,
        ...(bias === null ? {} : { bias_offset: 'i32', bias_step: 'i32' }),
      },
      values: {
        ...sizes.values,
        ...image.values,
        ...kernel.values,
        ...(bias === null ? {} : { bias_offset: bias.offset, bias_step: bias.strides[0]! }),
      },
      functions: wgsl`
${image.functions}
${kernel.functions}
fn leftAt(g: u32, row: u32, k: u32) -> f32 {
  let kx = i32(k) % p.kernel_width;
  let ky = i32(k) / p.kernel_width % p.kernel_height;
  let c = i32(k) / (p.kernel_width * p.kernel_height);
  return left[kernel_at(i32(g) * p.group_maps + i32(row), c, ky, kx)];
}
fn rightAt(g: u32, k: u32, column: u32) -> f32 {
  let kx = i32(k) % p.kernel_width;
  let ky = i32(k) / p.kernel_width % p.kernel_height;
  let c = i32(k) / (p.kernel_width * p.kernel_height);
  let ox = i32(column) % p.out_width;
  let oy = i32(column) / p.out_width % p.out_height;
  let n = i32(column) / (p.out_width * p.out_height);
  let y = oy * p.stride_y + ky * p.dilation_y - p.padding_y;
  let x = ox * p.stride_x + kx * p.dilation_x - p.padding_x;
  if (y < 0 || y >= p.height || x < 0 || x >= p.width) { return 0.0; }
  return right[image_at(n, i32(g) * p.group_channels + c, y, x)];
}
fn placeOf(g: u32, row: u32, column: u32) -> u32 {
  let cells = u32(p.out_width * p.out_height);
  let map = g * u32(p.group_maps) + row;
  return (column / cells * u32(p.group_maps) * p.batches + map) * cells + column % cells;
}
${
  bias === null
    ? ''
    : wgsl`fn biasAt(g: u32, row: u32, column: u32) -> f32 {
  return bias[p.bias_offset + (i32(g) * p.group_maps + i32(row)) * p.bias_step];
}`
}`,
      left: weight.memory,
      right: x.memory,
      leftType: 'f32',
      rightType: 'f32',
      ...(bias === null ? {} : { bias: bias.memory }),
    },
    out,
  );
}
