/**
 * What a convolution sends back to its weights. For each group: rows are output channels, columns the cells of a kernel, and the sum runs
 * over all output cells of all images. Few results and very long sums: gemm cuts them into parts.
 */
import type { Kernels } from '../Kernels.ts';
import { fourAxes, geometry } from './convolution.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { gemm } from './gemm.ts';
import { wgsl } from './wgsl.ts';

export const conv2dWeightGrad: Kernels<GpuMemory>['conv2dWeightGrad'] = (grad, x, window, outShape, out) => {
  const sizes = geometry({ image: x.shape, weight: outShape, result: grad.shape, window });
  const [map, image] = [fourAxes('map', grad), fourAxes('image', x)];
  const [maps, perGroup, kernelH, kernelW] = outShape as [number, number, number, number];
  const [images, , outH, outW] = grad.shape as [number, number, number, number];
  gemm(
    {
      key: 'conv2dWeightGrad',
      batches: window.groups,
      rows: maps / window.groups,
      columns: perGroup * kernelH * kernelW,
      inner: images * outH * outW,
      types: { ...sizes.types, ...map.types, ...image.types },
      values: { ...sizes.values, ...map.values, ...image.values },
      functions: wgsl`
${map.functions}
${image.functions}
fn leftAt(g: u32, row: u32, k: u32) -> f32 {
  let ox = i32(k) % p.out_width;
  let oy = i32(k) / p.out_width % p.out_height;
  let n = i32(k) / (p.out_width * p.out_height);
  return left[map_at(n, i32(g) * p.group_maps + i32(row), oy, ox)];
}
fn rightAt(g: u32, k: u32, column: u32) -> f32 {
  let ox = i32(k) % p.out_width;
  let oy = i32(k) / p.out_width % p.out_height;
  let n = i32(k) / (p.out_width * p.out_height);
  let kx = i32(column) % p.kernel_width;
  let ky = i32(column) / p.kernel_width % p.kernel_height;
  let c = i32(column) / (p.kernel_width * p.kernel_height);
  let y = oy * p.stride_y + ky * p.dilation_y - p.padding_y;
  let x = ox * p.stride_x + kx * p.dilation_x - p.padding_x;
  if (y < 0 || y >= p.height || x < 0 || x >= p.width) { return 0.0; }
  return right[image_at(n, i32(g) * p.group_channels + c, y, x)];
}
fn placeOf(g: u32, row: u32, column: u32) -> u32 { return (g * p.rows + row) * p.columns + column; }`,
      left: grad.memory,
      right: x.memory,
      leftType: 'f32',
      rightType: 'f32',
    },
    out,
  );
};
