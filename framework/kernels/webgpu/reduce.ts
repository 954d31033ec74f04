/**
 * Fold the trailing axes of a view into one number each. Many short lines: a thread takes a line. Few long ones: a workgroup takes a
 * line, each thread adds every 64th element, and the 64 totals are joined in a tree. Very long ones: in parts, whose totals are
 * reduced again. The order never depends on timing, so the same numbers give the same bits.
 */
import { sizeOf } from '../../tensor/shape.ts';
import type { Kernels, ReduceName } from '../Kernels.ts';
import { type ComputeType, computeType, converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { type GpuView, walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { scalarFunctions } from './scalar.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

/** Lines of at least this many elements are shared by a workgroup. */
const LONG = 64;
/** Elements that one workgroup takes at most, where there are too few lines to keep the GPU busy. */
const PART = 8192;
const FEW_LINES = 64;

const start: Readonly<Record<ReduceName, Readonly<Record<ComputeType, string>>>> = {
  sum: { f32: '0.0', i32: '0' },
  prod: { f32: '1.0', i32: '1' },
  max: { f32: '-infinity()', i32: '-2147483647 - 1' },
  min: { f32: 'infinity()', i32: '2147483647' },
};

const join: Readonly<Record<ReduceName, Readonly<Record<ComputeType, string>>>> = {
  sum: { f32: 'a + b', i32: 'a + b' },
  prod: { f32: 'a * b', i32: 'a * b' },
  max: { f32: 'larger(a, b)', i32: 'max(a, b)' },
  min: { f32: 'smaller(a, b)', i32: 'min(a, b)' },
};

export const reduce: Kernels<GpuMemory>['reduce'] = (name, x, kept, out) => {
  const lines = sizeOf(x.shape.slice(0, kept));
  const length = sizeOf(x.shape.slice(kept));
  if (lines === 0) return;
  if (length >= 2 * PART && lines < FEW_LINES) {
    const parts = Math.ceil(length / PART);
    const type = computeType(x.dtype, out.dtype);
    const totals = out.engine.allocate(type === 'f32' ? 'float32' : 'int32', lines * parts);
    fold(name, x, kept, totals, parts);
    const partial: GpuView = {
      memory: totals,
      dtype: totals.dtype,
      shape: [lines, parts],
      strides: [parts, 1],
      offset: 0,
    };
    fold(name, partial, 1, out, 1);
    totals.release();
  } else {
    fold(name, x, kept, out, 1);
  }
};

/** Fold each line in `parts` pieces. x: [kept…, reduced…] → out [kept…, parts] */
function fold(name: ReduceName, x: GpuView, kept: number, out: GpuMemory, parts: number): void {
  const lineShape = x.shape.slice(0, kept);
  const foldedShape = x.shape.slice(kept);
  const [lines, length] = [sizeOf(lineShape), sizeOf(foldedShape)];
  const line = walk('n', lineShape, {
    line: {
      ...x,
      memory: x.memory,
      dtype: x.dtype,
      shape: lineShape,
      strides: x.strides.slice(0, kept),
      offset: x.offset,
    },
  });
  const inner = walk('m', foldedShape, {
    inner: { memory: x.memory, dtype: x.dtype, shape: foldedShape, strides: x.strides.slice(kept), offset: 0 },
  });
  const [from, to] = [wgslType(x.dtype), wgslType(out.dtype)];
  const type = computeType(x.dtype, out.dtype);
  const together = length >= LONG;
  const chunk = Math.ceil(length / parts);
  out.engine.run({
    key: `reduce ${name} ${from} ${to} ${together} ${line.rank} ${inner.rank}`,
    program: () => ({
      params: { lines: 'u32', length: 'u32', parts: 'u32', chunk: 'u32', ...line.types, ...inner.types },
      reads: { source: from },
      writes: { result: to },
      declarations: wgsl`
${scalarFunctions}
${line.functions}
${inner.functions}
fn joined(a: ${type}, b: ${type}) -> ${type} { return ${join[name][type]}; }
fn value(base: i32, k: u32) -> ${type} { return ${converted('source[base + inner_at(k)]', from, type)}; }
${together ? `var<workgroup> totals: array<${type}, ${WORKGROUP}>;` : ''}`,
      body: together ? foldTogether(name, type, to) : foldAlone(name, type, to),
    }),
    params: { lines, length, parts, chunk, ...line.values, ...inner.values },
    reads: [x.memory],
    writes: [out],
    groups: together ? lines * parts : Math.ceil(lines / WORKGROUP),
  });
}

const foldAlone = (name: ReduceName, type: ComputeType, to: 'f32' | 'i32' | 'u32'): string => wgsl`
  if (i >= p.lines) { return; }
  let base = line_at(i);
  var total = ${start[name][type]};
  for (var k = 0u; k < p.length; k++) { total = joined(total, value(base, k)); }
  result[i] = ${converted('total', type, to)};`;

const foldTogether = (name: ReduceName, type: ComputeType, to: 'f32' | 'i32' | 'u32'): string => wgsl`
  if (group >= p.lines * p.parts) { return; }
  let base = line_at(group / p.parts);
  let first = (group % p.parts) * p.chunk;
  let end = min(first + p.chunk, p.length);
  var total = ${start[name][type]};
  for (var k = first + thread; k < end; k += ${WORKGROUP}u) { total = joined(total, value(base, k)); }
  totals[thread] = total;
  workgroupBarrier();
  for (var half = ${WORKGROUP / 2}u; half > 0u; half /= 2u) {
    if (thread < half) { totals[thread] = joined(totals[thread], totals[thread + half]); }
    workgroupBarrier();
  }
  if (thread == 0u) { result[group] = ${converted('totals[0]', type, to)}; }`;
