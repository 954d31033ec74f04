/**
 * What average pooling sends back. The reference lets every window hand out its share; here one thread an input cell collects the shares
 * of the windows that cover it, so that no two threads add to the same number.
 */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { fourAxes } from './convolution.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { poolGeometry } from './pooling.ts';
import { WORKGROUP } from './program.ts';
import { wgsl } from './wgsl.ts';

export const avgPool2dGrad: Kernels<GpuMemory>['avgPool2dGrad'] = (grad, window, outShape, out) => {
  const size = sizeOf(outShape);
  const sizes = poolGeometry(outShape, grad.shape, window);
  const map = fourAxes('map', grad);
  out.engine.run({
    key: 'avgPool2dGrad',
    program: () => ({
      params: { size: 'u32', count_padding: 'u32', ...sizes.types, ...map.types },
      reads: { source: 'f32' },
      writes: { result: 'f32' },
      declarations: wgsl`
${map.functions}
// Rounds up where WGSL's division of whole numbers rounds towards zero.
fn dividedUp(a: i32, b: i32) -> i32 { return select(0, (a + b - 1) / b, a > 0); }
fn covered(start: i32, kernel: i32, size: i32) -> i32 { return min(start + kernel, size) - max(start, 0); }`,
      body: wgsl`
  if (i >= p.size) { return; }
  let x = i32(i) % p.width;
  let y = i32(i) / p.width % p.height;
  let c = i32(i) / (p.width * p.height) % p.channels;
  let n = i32(i) / (p.width * p.height * p.channels);
  // Window oy covers this row when oy · stride - padding ≤ y < oy · stride - padding + kernel.
  let firstY = dividedUp(y + p.padding_y - p.kernel_height + 1, p.stride_y);
  let firstX = dividedUp(x + p.padding_x - p.kernel_width + 1, p.stride_x);
  let lastY = min((y + p.padding_y) / p.stride_y, p.out_height - 1);
  let lastX = min((x + p.padding_x) / p.stride_x, p.out_width - 1);
  var total = 0.0;
  for (var oy = firstY; oy <= lastY; oy++) {
    for (var ox = firstX; ox <= lastX; ox++) {
      let inside = covered(oy * p.stride_y - p.padding_y, p.kernel_height, p.height)
        * covered(ox * p.stride_x - p.padding_x, p.kernel_width, p.width);
      let count = select(inside, p.kernel_height * p.kernel_width, p.count_padding == 1u);
      total += source[map_at(n, c, oy, ox)] / f32(count);
    }
  }
  result[i] = total;`,
    }),
    params: { size, count_padding: Number(window.countIncludePad), ...sizes.values, ...map.values },
    reads: [grad.memory],
    writes: [out],
    groups: Math.ceil(size / WORKGROUP),
  });
};
