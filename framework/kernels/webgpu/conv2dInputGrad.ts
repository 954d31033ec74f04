/**
 * What a convolution sends back to its input. For each group: rows are input channels, columns the input cells of all images, and the
 * sum runs over output channels and kernel cells: which output cell looked at this input cell through this kernel cell, if any did?
 */
import type { Kernels } from '../Kernels.ts';
import { fourAxes, geometry } from './convolution.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { gemm } from './gemm.ts';
import { wgsl } from './wgsl.ts';

export const conv2dInputGrad: Kernels<GpuMemory>['conv2dInputGrad'] = (grad, weight, window, outShape, out) => {
  const sizes = geometry({ image: outShape, weight: weight.shape, result: grad.shape, window });
  const [map, kernel] = [fourAxes('map', grad), fourAxes('kernel', weight)];
  const [maps, perGroup, kernelH, kernelW] = weight.shape as [number, number, number, number];
  const [images, , height, width] = outShape as [number, number, number, number];
  gemm(
    {
      key: 'conv2dInputGrad',
      batches: window.groups,
      rows: perGroup,
      columns: images * height * width,
      inner: (maps / window.groups) * kernelH * kernelW,
      types: { ...sizes.types, ...map.types, ...kernel.types },
      values: { ...sizes.values, ...map.values, ...kernel.values },
      functions: wgsl`
${map.functions}
${kernel.functions}
fn leftAt(g: u32, row: u32, k: u32) -> f32 {
  let kx = i32(k) % p.kernel_width;
  let ky = i32(k) / p.kernel_width % p.kernel_height;
  let o = i32(k) / (p.kernel_width * p.kernel_height);
  return left[kernel_at(i32(g) * p.group_maps + o, i32(row), ky, kx)];
}
fn rightAt(g: u32, k: u32, column: u32) -> f32 {
  let kx = i32(k) % p.kernel_width;
  let ky = i32(k) / p.kernel_width % p.kernel_height;
  let o = i32(k) / (p.kernel_width * p.kernel_height);
  let x = i32(column) % p.width;
  let y = i32(column) / p.width % p.height;
  let n = i32(column) / (p.width * p.height);
  let fromTop = y + p.padding_y - ky * p.dilation_y; // = oy · stride, for the output row that looked here
  let fromLeft = x + p.padding_x - kx * p.dilation_x;
  if (fromTop < 0 || fromLeft < 0 || fromTop % p.stride_y != 0 || fromLeft % p.stride_x != 0) { return 0.0; }
  let oy = fromTop / p.stride_y;
  let ox = fromLeft / p.stride_x;
  if (oy >= p.out_height || ox >= p.out_width) { return 0.0; }
  return right[map_at(n, i32(g) * p.group_maps + o, oy, ox)];
}
fn placeOf(g: u32, row: u32, column: u32) -> u32 {
  let cells = u32(p.width * p.height);
  let channel = g * u32(p.group_channels) + row;
  return (column / cells * u32(p.group_channels) * p.batches + channel) * cells + column % cells;
}`,
      left: weight.memory,
      right: grad.memory,
      leftType: 'f32',
      rightType: 'f32',
    },
    out,
  );
};
