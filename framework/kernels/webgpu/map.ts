/** The same function of every element. One thread an element. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { computeType, converted, wholeNumber } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { functionsFor, unaryExpressions, wholeUnary } from './scalar.ts';
import { wgslType } from './types.ts';
import { raisedOutside, watchedRange } from './watched.ts';
import { wgsl } from './wgsl.ts';

export const map: Kernels<GpuMemory>['map'] = (name, x, out, a = 0, b = 0) => {
  const size = sizeOf(x.shape);
  const [from, to] = [wgslType(x.dtype), wgslType(out.dtype)];
  const whole = computeType(x.dtype, out.dtype) === 'i32' ? wholeUnary[name] : undefined;
  const type = whole === undefined ? 'f32' : 'i32';
  const expression = whole ?? unaryExpressions[name];
  const place = walk('n', x.shape, { x });
  const watched = watchedRange(out.engine, type);
  const constant = (value: number): number => (type === 'i32' ? wholeNumber(value) : value);
  out.engine.run({
    key: `map ${name} ${from} ${to} ${type} ${place.rank}${watched.key}`,
    program: () => ({
      params: { size: 'u32', a: type, b: type, ...place.types, ...watched.types },
      reads: { source: from },
      writes: { y: to, ...watched.writes },
      declarations: functionsFor(expression) + place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let x = ${converted('source[x_at(i)]', from, type)};
  ${raisedOutside(watched, 'x')}
  y[i] = ${converted(`(${expression})`, type, to)};`,
    }),
    params: { size, a: constant(a), b: constant(b), ...place.values, ...watched.values },
    reads: [x.memory],
    writes: [out, ...watched.memories],
    groups: Math.ceil(size / WORKGROUP),
  });
};
