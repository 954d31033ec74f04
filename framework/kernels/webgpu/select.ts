/** Choose between two values, element by element. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

export const select: Kernels<GpuMemory>['select'] = (condition, x, y, out) => {
  const size = sizeOf(x.shape);
  const [chosen, left, right, to] = [condition.dtype, x.dtype, y.dtype, out.dtype].map(wgslType);
  const place = walk('n', x.shape, { c: condition, x, y });
  out.engine.run({
    key: `select ${chosen} ${left} ${right} ${to} ${place.rank}`,
    program: () => ({
      params: { size: 'u32', ...place.types },
      reads: { condition: chosen!, left: left!, right: right! },
      writes: { result: to! },
      declarations: place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  if (${converted('condition[c_at(i)]', chosen!, 'u32')} != 0u) {
    result[i] = ${converted('left[x_at(i)]', left!, to!)};
  } else {
    result[i] = ${converted('right[y_at(i)]', right!, to!)};
  }`,
    }),
    params: { size, ...place.values },
    reads: [condition.memory, x.memory, y.memory],
    writes: [out],
    groups: Math.ceil(size / WORKGROUP),
  });
};
