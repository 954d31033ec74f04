/** Pick entries along one axis by index: one thread an entry. An index outside the axis gives NaN (0 where there is none), and raises a flag. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { type GpuView, walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { scalarFunctions } from './scalar.ts';
import { wgslType } from './types.ts';
import { raisedUnlessIgnored, watchedIndex } from './watched.ts';
import { wgsl } from './wgsl.ts';

export const gather: Kernels<GpuMemory>['gather'] = (x, index, axis, out) => {
  const size = sizeOf(index.shape);
  const [from, to] = [wgslType(x.dtype), wgslType(out.dtype)];
  const others: GpuView = {
    memory: x.memory,
    dtype: x.dtype,
    shape: index.shape,
    strides: x.strides.map((s, i) => (i === axis ? 0 : s)),
    offset: x.offset,
  };
  const place = walk('n', index.shape, { index, x: others });
  const watched = watchedIndex(out.engine);
  out.engine.run({
    key: `gather ${from} ${to} ${place.rank}${watched.key}`,
    program: () => ({
      params: { size: 'u32', length: 'i32', step: 'i32', ...place.types, ...watched.types },
      reads: { source: from, indices: 'i32' },
      writes: { result: to, ...watched.writes },
      declarations: scalarFunctions + place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let chosen = indices[index_at(i)];
  if (chosen < 0 || chosen >= p.length) {
    result[i] = ${to === 'f32' ? 'nan()' : `${to}(0)`};
    ${raisedUnlessIgnored(watched, 'chosen')}
  } else {
    result[i] = ${converted('source[x_at(i) + chosen * p.step]', from, to)};
  }`,
    }),
    params: { size, length: x.shape[axis]!, step: x.strides[axis]!, ...place.values, ...watched.values },
    reads: [x.memory, index.memory],
    writes: [out, ...watched.memories],
    groups: Math.ceil(size / WORKGROUP),
  });
};
