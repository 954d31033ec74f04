/**
 * Each source entry meets what stands at the place its index names, without atomics: they would come in any order, and a sum of floats
 * depends on it, as does what is set last.
 * Two ways. Many lines: a thread owns a whole line of the result and goes through its indices. Few lines: a thread owns one place of the
 * result, and looks through all indices of its line for those that name it. Both go in the order of the indices. An index outside
 * the axis names no place: it is passed over.
 */
import { contiguousStrides, sizeOf } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { type GpuView, walk, withoutAxis } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { type WgslType, wgslType } from './types.ts';
import { raisedUnlessIgnored, watchedIndex } from './watched.ts';
import { wgsl } from './wgsl.ts';

/** From so many lines on, a thread a line keeps a GPU busy. */
const MANY_LINES = 64;

/** What becomes of a place that holds `standing` when `entry` comes, both expressions of a type (bool is u32). */
export type Meeting = (standing: string, entry: string, type: WgslType) => string;

export const scattered =
  (name: string, meeting: Meeting, functions = ''): Kernels<GpuMemory>['scatterAdd'] =>
  (index, source, axis, outShape, out) => {
    const entries = index.shape[axis]!; // of each line
    const places = outShape[axis]!;
    const others = index.shape.toSpliced(axis, 1);
    const lines = sizeOf(others);
    if (entries === 0 || places === 0) return;
    const strides = contiguousStrides(outShape);
    const whole: GpuView = { memory: out, dtype: out.dtype, shape: index.shape, strides, offset: 0 };
    const place = walk('n', others, {
      index: withoutAxis(index, axis),
      source: withoutAxis(source, axis),
      out: withoutAxis(whole, axis),
    });
    const [from, to] = [wgslType(source.dtype), wgslType(out.dtype)];
    const byLine = lines >= MANY_LINES;
    const watched = watchedIndex(out.engine);
    const met = (standing: string): string => meeting(standing, converted('values[at]', from, to), to);
    out.engine.run({
      key: `${name} ${from} ${to} ${byLine} ${place.rank}${watched.key}`,
      program: () => ({
        params: {
          lines: 'u32',
          entries: 'u32',
          places: 'u32',
          index_step: 'i32',
          source_step: 'i32',
          out_step: 'i32',
          ...place.types,
          ...watched.types,
        },
        reads: { indices: 'i32', values: from },
        writes: { result: to, ...watched.writes },
        declarations: functions + place.functions,
        body: byLine
          ? wgsl`
  if (i >= p.lines) { return; }
  let to = out_at(i);
  for (var k = 0u; k < p.entries; k++) {
    let chosen = indices[index_at(i) + i32(k) * p.index_step];
    if (chosen < 0 || u32(chosen) >= p.places) {
      ${raisedUnlessIgnored(watched, 'chosen')}
      continue;
    }
    let at = source_at(i) + i32(k) * p.source_step;
    result[to + chosen * p.out_step] = ${met('result[to + chosen * p.out_step]')};
  }`
          : wgsl`
  if (i >= p.lines * p.places) { return; }
  let line = i / p.places;
  let own = i32(i % p.places);
  let to = out_at(line) + own * p.out_step;
  var total = result[to];
  for (var k = 0u; k < p.entries; k++) {
    let chosen = indices[index_at(line) + i32(k) * p.index_step];
    ${watched.key === '' ? '' : `if (chosen < 0 || u32(chosen) >= p.places) { ${raisedUnlessIgnored(watched, 'chosen')} }`}
    if (chosen != own) { continue; }
    let at = source_at(line) + i32(k) * p.source_step;
    total = ${met('total')};
  }
  result[to] = total;`,
      }),
      params: {
        lines,
        entries,
        places,
        index_step: index.strides[axis]!,
        source_step: source.strides[axis]!,
        out_step: strides[axis]!,
        ...place.values,
        ...watched.values,
      },
      reads: [index.memory, source.memory],
      writes: [out, ...watched.memories],
      groups: Math.ceil((byLine ? lines : lines * places) / WORKGROUP),
    });
  };
