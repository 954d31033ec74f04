/**
 * Kernels that treat each row (the last axis) as a whole. Short rows: a thread takes a row. Long ones: a workgroup takes a row, and its
 * threads join what each of them found in a tree, always in the same order. The body of a kernel is the same text for both: it
 * visits `k = first; k < p.length; k += STRIDE` and asks `rowSum` and `rowLargest` for what the whole row gives.
 */
import { type Shape, sizeOf } from '../../tensor/shape.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { type GpuView, type Walk, walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { scalarFunctions } from './scalar.ts';
import { type WgslType, wgslType } from './types.ts';
import type { Watched } from './watched.ts';
import { wgsl } from './wgsl.ts';

/** Rows of at least this many elements are shared by a workgroup. */
const LONG = 64;

export interface Rows {
  /** Names the body. */
  readonly key: string;
  /** Views of one shape [.., n]. In the body each is a buffer; entry k of the row stands at `<name>[<name>_at(row) + i32(k) * p.<name>_step]`. */
  readonly views: Readonly<Record<string, GpuView>>;
  /** Constants, as p.<name>. */
  readonly constants?: Readonly<Record<string, number>>;
  /** Dense memories by the name the body uses. */
  readonly writes: Readonly<Record<string, GpuMemory>>;
  /** What it looks at on the way. */
  readonly watched?: Watched;
  /** Knows `row`, and `first`: the thread's first k. It is 0 in one thread of each row. */
  readonly body: string;
}

export function runRows({ key, views, constants = {}, writes, watched, body }: Rows): void {
  const { shape, memory } = Object.values(views)[0]!;
  const length = shape.at(-1) ?? 1;
  const rows = sizeOf(shape.slice(0, -1));
  const lines = rowWalk(views);
  const together = length >= LONG;
  memory.engine.run({
    key: `${key} ${together} ${lines.rank}${watched?.key ?? ''}`,
    program: () => ({
      params: { rows: 'u32', length: 'u32', ...allF32(constants), ...lines.types, ...watched?.types },
      reads: readTypes(views),
      writes: { ...allF32(writes), ...watched?.writes },
      declarations: scalarFunctions + (together ? JOINED : ALONE) + lines.functions,
      body: wgsl`
  let row = ${together ? 'group' : 'i'};
  let first = ${together ? 'thread' : '0u'};
  if (row >= p.rows) { return; }
${body}`,
    }),
    params: { rows, length, ...constants, ...lines.values, ...watched?.values },
    reads: Object.values(views).map((view) => view.memory),
    writes: [...Object.values(writes), ...(watched?.memories ?? [])],
    groups: together ? rows : Math.ceil(rows / WORKGROUP),
  });
}

/** `<name>_at(row)`, where a row begins in each view, and `<name>_step` from one of its entries to the next. */
export function rowWalk(views: Readonly<Record<string, GpuView>>): Walk {
  const entries = Object.entries(views);
  const starts = walk(
    'n',
    entries[0]![1].shape.slice(0, -1),
    Object.fromEntries(
      entries.map(([name, { memory, dtype, shape, strides, offset }]) => [
        name,
        { memory, dtype, shape: shape.slice(0, -1), strides: strides.slice(0, -1), offset },
      ]),
    ),
  );
  const steps = entries.map(([name, view]) => [`${name}_step`, view.strides.at(-1) ?? 0] as const);
  return {
    ...starts,
    types: { ...starts.types, ...Object.fromEntries(steps.map(([name]) => [name, 'i32' as const])) },
    values: { ...starts.values, ...Object.fromEntries(steps) },
  };
}

export const readTypes = (views: Readonly<Record<string, GpuView>>): Record<string, WgslType> =>
  Object.fromEntries(Object.entries(views).map(([name, view]) => [name, wgslType(view.dtype)]));

export const allF32 = (entries: Readonly<Record<string, unknown>>): Record<string, 'f32'> =>
  Object.fromEntries(Object.keys(entries).map((name) => [name, 'f32' as const]));

/** One number for each row, [rows…], seen in every entry of the row. → [rows…, n] */
export const acrossColumns = (x: GpuView, n: number): GpuView => ({
  memory: x.memory,
  dtype: x.dtype,
  shape: [...x.shape, n],
  strides: [...x.strides, 0],
  offset: x.offset,
});

/** One number for each column, [n], seen in every row. → shape [rows…, n] */
export const acrossRows = (x: GpuView, shape: Shape): GpuView => ({
  memory: x.memory,
  dtype: x.dtype,
  shape,
  strides: shape.map((_, axis) => (axis === shape.length - 1 ? x.strides[0]! : 0)),
  offset: x.offset,
});

const ALONE = wgsl`
const STRIDE = 1u;
fn rowSum(part: f32, first: u32) -> f32 { return part; }
fn rowLargest(part: f32, first: u32) -> f32 { return part; }
`;

/** The second barrier of each keeps the next fold from writing what a slower thread still reads. */
const joinedBy = (name: string, join: string): string => wgsl`
fn ${name}(part: f32, thread: u32) -> f32 {
  parts[thread] = part;
  workgroupBarrier();
  for (var half = ${WORKGROUP / 2}u; half > 0u; half /= 2u) {
    if (thread < half) { parts[thread] = ${join}; }
    workgroupBarrier();
  }
  let whole = parts[0];
  workgroupBarrier();
  return whole;
}
`;

const JOINED = wgsl`
const STRIDE = ${WORKGROUP}u;
var<workgroup> parts: array<f32, ${WORKGROUP}>;
${joinedBy('rowSum', 'parts[thread] + parts[thread + half]')}
${joinedBy('rowLargest', 'larger(parts[thread], parts[thread + half])')}`;
