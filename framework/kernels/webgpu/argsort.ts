/**
 * The order that sorts the last axis. Each thread counts how many entries of its line come before its own: that number is its place.
 * n² comparisons, but all at once, stable, and without a single barrier. NaN counts as largest.
 */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { computeType, converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk, withoutAxis } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { scalarFunctions } from './scalar.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

export const argsort: Kernels<GpuMemory>['argsort'] = (x, descending, out) => {
  const last = x.shape.length - 1;
  const size = sizeOf(x.shape);
  const from = wgslType(x.dtype);
  const type = computeType(x.dtype);
  const line = walk('n', x.shape.slice(0, last), { line: withoutAxis(x, last) });
  const below = type === 'f32' ? 'select(a < b, !isNan(a), isNan(b))' : 'a < b'; // everything that is a number is below NaN
  out.engine.run({
    key: `argsort ${from} ${line.rank}`,
    program: () => ({
      params: { size: 'u32', length: 'u32', step: 'i32', descending: 'u32', ...line.types },
      reads: { source: from },
      writes: { result: 'i32' },
      declarations: wgsl`
${scalarFunctions}
${line.functions}
fn below(a: ${type}, b: ${type}) -> bool { return ${below}; }`,
      body: wgsl`
  if (i >= p.size) { return; }
  let line = i / p.length;
  let own = i % p.length;
  let base = line_at(line);
  let value = ${converted('source[base + i32(own) * p.step]', from, type)};
  var before = 0u;
  for (var k = 0u; k < p.length; k++) {
    let other = ${converted('source[base + i32(k) * p.step]', from, type)};
    var first = below(other, value);
    var second = below(value, other);
    if (p.descending == 1u) { let held = first; first = second; second = held; }
    if (first || (!second && k < own)) { before++; }
  }
  result[line * p.length + before] = i32(own);`,
    }),
    params: { size, length: x.shape[last]!, step: x.strides[last]!, descending: Number(descending), ...line.values },
    reads: [x.memory],
    writes: [out],
    groups: Math.ceil(size / WORKGROUP),
  });
};
