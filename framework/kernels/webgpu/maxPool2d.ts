/** The largest number under each window, and where it stood: one thread a window. First of equals; padding is -∞; NaN wins. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { fourAxes } from './convolution.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { poolGeometry } from './pooling.ts';
import { WORKGROUP } from './program.ts';
import { scalarFunctions } from './scalar.ts';
import { wgsl } from './wgsl.ts';

export const maxPool2d: Kernels<GpuMemory>['maxPool2d'] = (x, window, outShape, out, indices) => {
  const size = sizeOf(outShape);
  const sizes = poolGeometry(x.shape, outShape, window);
  const image = fourAxes('image', x);
  out.engine.run({
    key: 'maxPool2d',
    program: () => ({
      params: { size: 'u32', ...sizes.types, ...image.types },
      reads: { source: 'f32' },
      writes: { largest: 'f32', places: 'i32' },
      declarations: scalarFunctions + image.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let ox = i32(i) % p.out_width;
  let oy = i32(i) / p.out_width % p.out_height;
  let c = i32(i) / (p.out_width * p.out_height) % p.channels;
  let n = i32(i) / (p.out_width * p.out_height * p.channels);
  var best = -infinity();
  var bestAt = -1;
  for (var ky = 0; ky < p.kernel_height; ky++) {
    let y = oy * p.stride_y + ky * p.dilation_y - p.padding_y;
    if (y < 0 || y >= p.height) { continue; }
    for (var kx = 0; kx < p.kernel_width; kx++) {
      let x = ox * p.stride_x + kx * p.dilation_x - p.padding_x;
      if (x < 0 || x >= p.width) { continue; }
      let value = source[image_at(n, c, y, x)];
      if (bestAt < 0 || value > best || (isNan(value) && !isNan(best))) {
        best = value;
        bestAt = y * p.width + x;
      }
    }
  }
  largest[i] = best;
  places[i] = bestAt;`,
    }),
    params: { size, ...sizes.values, ...image.values },
    reads: [x.memory],
    writes: [out, indices],
    groups: Math.ceil(size / WORKGROUP),
  });
};
