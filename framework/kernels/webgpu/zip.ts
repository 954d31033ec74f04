/** A function of two elements that stand at the same place. Broadcasting is already in the strides. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { computeType, converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { binaryExpressions, functionsFor, wholeBinary } from './scalar.ts';
import { wgslType } from './types.ts';
import { raisedOutside, watchedRange } from './watched.ts';
import { wgsl } from './wgsl.ts';

export const zip: Kernels<GpuMemory>['zip'] = (name, x, y, out) => {
  const size = sizeOf(x.shape);
  const [left, right, to] = [wgslType(x.dtype), wgslType(y.dtype), wgslType(out.dtype)];
  const whole = computeType(x.dtype, y.dtype, out.dtype) === 'i32' ? wholeBinary[name] : undefined;
  const type = whole === undefined ? 'f32' : 'i32';
  const expression = whole ?? binaryExpressions[name];
  const place = walk('n', x.shape, { x, y });
  const watched = watchedRange(out.engine, type);
  out.engine.run({
    key: `zip ${name} ${left} ${right} ${to} ${type} ${place.rank}${watched.key}`,
    program: () => ({
      params: { size: 'u32', ...place.types, ...watched.types },
      reads: { left, right },
      writes: { result: to, ...watched.writes },
      declarations: functionsFor(expression) + place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let x = ${converted('left[x_at(i)]', left, type)};
  let y = ${converted('right[y_at(i)]', right, type)};
  ${raisedOutside(watched, 'x')}
  result[i] = ${converted(`(${expression})`, type, to)};`,
    }),
    params: { size, ...place.values, ...watched.values },
    reads: [x.memory, y.memory],
    writes: [out, ...watched.memories],
    groups: Math.ceil(size / WORKGROUP),
  });
};
