/** Where the largest or smallest entry of the last axis stands: one thread a line. The first one wins a tie; NaN counts as the extreme. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { computeType, converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk, withoutAxis } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { scalarFunctions } from './scalar.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

export const argReduce: Kernels<GpuMemory>['argReduce'] = (name, x, out) => {
  const last = x.shape.length - 1;
  const lines = sizeOf(x.shape.slice(0, last));
  const from = wgslType(x.dtype);
  const type = computeType(x.dtype);
  const line = walk('n', x.shape.slice(0, last), { line: withoutAxis(x, last) });
  const isNan = (value: string): string => (type === 'f32' ? `isNan(${value})` : 'false');
  out.engine.run({
    key: `argReduce ${name} ${from} ${line.rank}`,
    program: () => ({
      params: { lines: 'u32', length: 'u32', step: 'i32', ...line.types },
      reads: { source: from },
      writes: { result: 'i32' },
      declarations: scalarFunctions + line.functions,
      body: wgsl`
  if (i >= p.lines) { return; }
  let base = line_at(i);
  var best = 0u;
  var champion = ${converted('source[base]', from, type)};
  for (var k = 1u; k < p.length; k++) {
    let value = ${converted('source[base + i32(k) * p.step]', from, type)};
    if (value ${name === 'max' ? '>' : '<'} champion || (${isNan('value')} && !${isNan('champion')})) {
      best = k;
      champion = value;
    }
  }
  result[i] = i32(best);`,
    }),
    params: { lines, length: x.shape[last]!, step: x.strides[last]!, ...line.values },
    reads: [x.memory],
    writes: [out],
    groups: Math.ceil(lines / WORKGROUP),
  });
};
