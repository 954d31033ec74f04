/**
 * A kernel as text. What is the same in all of them stands here once: the struct of parameters, the bindings, and the number of the
 * workgroup. A kernel's file gives only what is its own.
 */
import type { WgslType } from './types.ts';

/** A kernel before it is compiled. */
export interface Program {
  /** Numbers that change from call to call: sizes, strides, constants. One uniform struct `p`. */
  readonly params: Readonly<Record<string, WgslType>>;
  /** Buffers that are read, by the name the code uses. */
  readonly reads: Readonly<Record<string, WgslType>>;
  /** Buffers that are written (and may be read). */
  readonly writes: Readonly<Record<string, WgslType>>;
  /** Threads of a workgroup. Default WORKGROUP. */
  readonly threads?: number;
  /** Functions and workgroup variables. */
  readonly declarations?: string;
  /** The complete text, for programs that are written out whole (the ladder); the rest then only says how they are bound. */
  readonly whole?: string;
  /** What one thread does. Knows `group` (number of its workgroup), `thread` (its number in the group), `i` (its number of all). */
  readonly body: string;
}

/** Threads of a workgroup where nothing else is said: a multiple of what all GPUs run in step (32 or 64). */
export const WORKGROUP = 64;

const list = (entries: Readonly<Record<string, WgslType>>, line: (name: string, type: WgslType, i: number) => string) =>
  Object.entries(entries)
    .map(([name, type], i) => line(name, type, i))
    .join('\n');

/**
 * The complete source. Workgroups stand in a grid of two dimensions, because one dimension has at most 65,535: they are counted row
 * by row, and the last row may have more of them than there is work, so every body begins by looking whether it has any.
 */
export function sourceOf(program: Program): string {
  const { params, reads, writes, threads = WORKGROUP, declarations = '', body, whole } = program;
  if (whole !== undefined) return whole;
  const firstWrite = 1 + Object.keys(reads).length;
  return `
struct Params {
${list(params, (name, type) => `  ${name}: ${type},`)}
}
@group(0) @binding(0) var<uniform> p: Params;
${list(reads, (name, type, i) => `@group(0) @binding(${1 + i}) var<storage, read> ${name}: array<${type}>;`)}
${list(writes, (name, type, i) => `@group(0) @binding(${firstWrite + i}) var<storage, read_write> ${name}: array<${type}>;`)}
${declarations}
@compute @workgroup_size(${threads})
fn main(
  @builtin(workgroup_id) place: vec3<u32>,
  @builtin(num_workgroups) grid: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let group = place.y * grid.x + place.x;
  let i = group * ${threads}u + thread;
${body}
}
`;
}
