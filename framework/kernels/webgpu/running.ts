/** A running total or product along one axis: one thread walks a whole line, so many lines run side by side and one long line does not. */
import { contiguousStrides, sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { computeType, converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { type GpuView, walk, withoutAxis } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

/** `start` is what stands before the first entry, `join` what comes between two. */
export const running =
  (name: 'cumsum' | 'cumprod', start: 0 | 1, join: '+' | '*'): Kernels<GpuMemory>['cumsum'] =>
  (x, axis, out) => {
    const strides = contiguousStrides(x.shape);
    const dense: GpuView = { memory: out, dtype: out.dtype, shape: x.shape, strides, offset: 0 };
    const others = x.shape.toSpliced(axis, 1);
    const lines = sizeOf(others);
    const [from, to] = [wgslType(x.dtype), wgslType(out.dtype)];
    const type = computeType(x.dtype, out.dtype);
    const place = walk('n', others, { x: withoutAxis(x, axis), y: withoutAxis(dense, axis) });
    out.engine.run({
      key: `${name} ${from} ${to} ${place.rank}`,
      program: () => ({
        params: { lines: 'u32', length: 'u32', step: 'i32', out_step: 'i32', ...place.types },
        reads: { source: from },
        writes: { result: to },
        declarations: place.functions,
        body: wgsl`
  if (i >= p.lines) { return; }
  var source_at = x_at(i);
  var result_at = y_at(i);
  var total = ${type}(${start});
  for (var k = 0u; k < p.length; k++) {
    total = total ${join} ${converted('source[source_at]', from, type)};
    result[result_at] = ${converted('total', type, to)};
    source_at += p.step;
    result_at += p.out_step;
  }`,
      }),
      params: { lines, length: x.shape[axis]!, step: x.strides[axis]!, out_step: strides[axis]!, ...place.values },
      reads: [x.memory],
      writes: [out],
      groups: Math.ceil(lines / WORKGROUP),
    });
  };
