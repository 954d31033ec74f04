/** Write a tensor into a window of a larger one: both are walked through their strides, one thread an element. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

export const paste: Kernels<GpuMemory>['paste'] = (x, into) => {
  const size = sizeOf(x.shape);
  const [from, to] = [wgslType(x.dtype), wgslType(into.dtype)];
  const place = walk('n', x.shape, { x, y: into });
  into.memory.engine.run({
    key: `paste ${from} ${to} ${place.rank}`,
    program: () => ({
      params: { size: 'u32', ...place.types },
      reads: { source: from },
      writes: { result: to },
      declarations: place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  result[y_at(i)] = ${converted('source[x_at(i)]', from, to)};`,
    }),
    params: { size, ...place.values },
    reads: [x.memory],
    writes: [into.memory],
    groups: Math.ceil(size / WORKGROUP),
  });
};
