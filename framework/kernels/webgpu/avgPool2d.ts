/** The mean of each window: one thread a window. Padding adds nothing to the sum, and counts in the divisor only when asked to. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { fourAxes } from './convolution.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { poolGeometry } from './pooling.ts';
import { WORKGROUP } from './program.ts';
import { wgsl } from './wgsl.ts';

export const avgPool2d: Kernels<GpuMemory>['avgPool2d'] = (x, window, outShape, out) => {
  const size = sizeOf(outShape);
  const sizes = poolGeometry(x.shape, outShape, window);
  const image = fourAxes('image', x);
  out.engine.run({
    key: 'avgPool2d',
    program: () => ({
      params: { size: 'u32', count_padding: 'u32', ...sizes.types, ...image.types },
      reads: { source: 'f32' },
      writes: { mean: 'f32' },
      declarations: image.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let ox = i32(i) % p.out_width;
  let oy = i32(i) / p.out_width % p.out_height;
  let c = i32(i) / (p.out_width * p.out_height) % p.channels;
  let n = i32(i) / (p.out_width * p.out_height * p.channels);
  let top = max(oy * p.stride_y - p.padding_y, 0);
  let left = max(ox * p.stride_x - p.padding_x, 0);
  let bottom = min(oy * p.stride_y - p.padding_y + p.kernel_height, p.height);
  let right = min(ox * p.stride_x - p.padding_x + p.kernel_width, p.width);
  var total = 0.0;
  for (var y = top; y < bottom; y++) {
    for (var x = left; x < right; x++) { total += source[image_at(n, c, y, x)]; }
  }
  let count = select((bottom - top) * (right - left), p.kernel_height * p.kernel_width, p.count_padding == 1u);
  mean[i] = total / f32(count);`,
    }),
    params: { size, count_padding: Number(window.countIncludePad), ...sizes.values, ...image.values },
    reads: [x.memory],
    writes: [out],
    groups: Math.ceil(size / WORKGROUP),
  });
};
