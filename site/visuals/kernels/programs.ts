/**
 * The shaders that ThreadGrid shows, each with what it is launched on: right, and with one mistake that a card would not tell. Sizes are
 * the reader's. Nothing here runs anything: the emulator does.
 */
import type { Triple } from '../../../exercises/grader/wgsl/record.ts';

/** Sizes by name. */
export type Settings = Readonly<Record<string, number>>;

/** Everything a dispatch needs, and what is to come of it. */
export interface Launch {
  readonly shader: string;
  readonly groups: Triple;
  /** Words by binding. */
  readonly buffers: readonly (readonly number[])[];
  /** Memories that are drawn, in order; of each, how many of its words are the program's own. */
  readonly shown: readonly { readonly name: string; readonly used: number }[];
  /** Binding of the result, and the right one, word by word. */
  readonly result: number;
  readonly right: readonly number[];
}

/** Bounds of a whole number, or the numbers there are to choose from. */
export type Dial = { readonly least: number; readonly most: number } | { readonly of: readonly number[] };

export interface GridProgram {
  /** What the reader may set. */
  readonly dials: Readonly<Record<string, Dial>>;
  /** The right program first; the others by the ids of the wrong answers that they are. */
  readonly variants: readonly string[];
  /** @param variant one of `variants` */
  readonly launch: (settings: Settings, variant: string) => Launch;
}

/** Small whole numbers that tell every place from its neighbours. */
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => ((i * 7) % 23) - 11);
const filled = (count: number, value = 0): number[] => Array.from({ length: count }, () => value);

const HEAD = `@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;`;

const map: GridProgram = {
  dials: { n: { least: 1, most: 160 }, size: { of: [16, 32, 64, 128] }, spare: { of: [0, 28] } },
  variants: ['right', 'missing-guard', 'local-for-global-id'],
  launch: ({ n = 100, size = 64, spare = 0 }, variant) => {
    const which = variant === 'local-for-global-id' ? 'local' : 'global';
    const guard = variant === 'missing-guard' ? '' : '  if (i >= sizes.n) { return; }\n';
    const x = numbers(n + spare);
    return {
      shader: `struct Sizes { n: u32 }
${HEAD}

@compute @workgroup_size(${size})
fn main(@builtin(${which}_invocation_id) id: vec3<u32>) {
  let i = id.x;
${guard}  let v = x[i];
  y[i] = v * v + 1.0;
}`,
      groups: [Math.ceil(n / size), 1, 1],
      buffers: [[n], x, filled(n + spare)],
      shown: [
        { name: 'x', used: n },
        { name: 'y', used: n },
      ],
      result: 2,
      right: x.slice(0, n).map((v) => v * v + 1),
    };
  },
};

/** Rows and columns of its group. */
const SIDE = 16;

const transpose: GridProgram = {
  dials: { rows: { least: 1, most: SIDE }, columns: { least: 1, most: SIDE } },
  variants: ['right', 'rows-first', 'row-col-swapped'],
  launch: ({ rows = SIDE, columns = SIDE }, variant) => {
    const isTurned = variant === 'rows-first';
    const to = variant === 'row-col-swapped' ? 'row * sizes.columns + column' : 'column * sizes.rows + row';
    const x = numbers(rows * columns);
    const across = isTurned ? rows : columns;
    const down = isTurned ? columns : rows;
    return {
      shader: `struct Sizes { rows: u32, columns: u32 }
${HEAD}

@compute @workgroup_size(${SIDE}, ${SIDE})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let column = id.${isTurned ? 'y' : 'x'};
  let row = id.${isTurned ? 'x' : 'y'};
  if (row >= sizes.rows || column >= sizes.columns) { return; }
  let v = x[row * sizes.columns + column];
  y[${to}] = v;
}`,
      groups: [Math.ceil(across / SIDE), Math.ceil(down / SIDE), 1],
      buffers: [[rows, columns], x, filled(rows * columns)],
      shown: [
        { name: 'x', used: rows * columns },
        { name: 'y', used: rows * columns },
      ],
      result: 2,
      right: Array.from({ length: rows * columns }, (_, at) => x[(at % rows) * columns + Math.floor(at / rows)]!),
    };
  },
};

const sum: GridProgram = {
  dials: { size: { of: [8, 16, 32, 64, 128, 256] } },
  variants: ['right', 'near-first', 'missing-barrier'],
  launch: ({ size = 64 }, variant) => {
    const barrier = (indent: string): string => (variant === 'missing-barrier' ? '' : `${indent}workgroupBarrier();\n`);
    const isNear = variant === 'near-first';
    const loop = isNear
      ? `  for (var h = 1u; h < ${size}u; h = h * 2u) {
    if (i % (2u * h) == 0u) { s[i] = s[i] + s[i + h]; }`
      : `  for (var h = ${size / 2}u; h > 0u; h = h / 2u) {
    if (i < h) { s[i] = s[i] + s[i + h]; }`;
    const x = Array.from({ length: size }, (_, i) => i + 1);
    return {
      shader: `@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
var<workgroup> s: array<f32, ${size}>;

@compute @workgroup_size(${size})
fn main(@builtin(local_invocation_index) i: u32) {
  s[i] = x[i];
${barrier('  ')}${loop}
${barrier('    ')}  }
  if (i == 0u) { y[0] = s[0]; }
}`,
      groups: [1, 1, 1],
      buffers: [x, [0]],
      shown: [
        { name: 'x', used: size },
        { name: 's', used: size },
        { name: 'y', used: 1 },
      ],
      result: 1,
      right: [(size * (size + 1)) / 2],
    };
  },
};

const product: GridProgram = {
  dials: { n: { least: 1, most: 17 }, tile: { of: [4, 8, 16] } },
  variants: ['right', 'returns-early', 'missing-second-barrier'],
  launch: ({ n = 9, tile = 8 }, variant) => {
    const early = variant === 'returns-early' ? '  if (row >= sizes.n || column >= sizes.n) { return; }\n' : '';
    const second = variant === 'missing-second-barrier' ? '' : '    workgroupBarrier();\n';
    const [a, b] = [numbers(n * n), numbers(n * n).reverse()];
    const cell = (at: number): number => {
      const [row, column] = [Math.floor(at / n), at % n];
      return Array.from({ length: n }, (_, k) => a[row * n + k]! * b[k * n + column]!).reduce((p, q) => p + q, 0);
    };
    return {
      shader: `struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> c: array<f32>;
var<workgroup> tileA: array<array<f32, ${tile}>, ${tile}>;
var<workgroup> tileB: array<array<f32, ${tile}>, ${tile}>;

@compute @workgroup_size(${tile}, ${tile})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let column = id.x;
  let row = id.y;
${early}  var sum = 0.0;
  for (var start = 0u; start < sizes.n; start += ${tile}u) {
    tileA[local.y][local.x] = 0.0;
    tileB[local.y][local.x] = 0.0;
    if (row < sizes.n && start + local.x < sizes.n) { tileA[local.y][local.x] = a[row * sizes.n + start + local.x]; }
    if (start + local.y < sizes.n && column < sizes.n) { tileB[local.y][local.x] = b[(start + local.y) * sizes.n + column]; }
    workgroupBarrier();
    for (var k = 0u; k < ${tile}u; k++) { sum += tileA[local.y][k] * tileB[k][local.x]; }
${second}  }
  if (row < sizes.n && column < sizes.n) { c[row * sizes.n + column] = sum; }
}`,
      groups: [Math.ceil(n / tile), Math.ceil(n / tile), 1],
      buffers: [[n], a, b, filled(n * n)],
      shown: [
        { name: 'tileA', used: tile * tile },
        { name: 'tileB', used: tile * tile },
        { name: 'c', used: n * n },
      ],
      result: 3,
      right: Array.from({ length: n * n }, (_, at) => cell(at)),
    };
  },
};

const softmax: GridProgram = {
  dials: { n: { least: 1, most: 64 }, size: { of: [4, 8, 16, 32] } },
  variants: ['right', 'no-barrier-between'],
  launch: ({ n = 20, size = 16 }, variant) => {
    const between = variant === 'no-barrier-between' ? '' : '  workgroupBarrier();\n';
    const z = numbers(n).map((value) => value / 4);
    const most = Math.max(...z);
    const total = z.reduce((all, value) => all + Math.exp(value - most), 0);
    const tree = (combine: string): string => `  workgroupBarrier();
  for (var h = ${size / 2}u; h > 0u; h = h / 2u) {
    if (i < h) { s[i] = ${combine}; }
    workgroupBarrier();
  }`;
    return {
      shader: `struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> z: array<f32>;
@group(0) @binding(2) var<storage, read_write> p: array<f32>;
var<workgroup> s: array<f32, ${size}>;

@compute @workgroup_size(${size})
fn main(@builtin(local_invocation_index) i: u32) {
  var most = -3.0e38;
  for (var k = i; k < sizes.n; k += ${size}u) { most = max(most, z[k]); }
  s[i] = most;
${tree('max(s[i], s[i + h])')}
  let m = s[0];
${between}  var sum = 0.0;
  for (var k = i; k < sizes.n; k += ${size}u) { sum += exp(z[k] - m); }
  s[i] = sum;
${tree('s[i] + s[i + h]')}
  let total = s[0];
  for (var k = i; k < sizes.n; k += ${size}u) { p[k] = exp(z[k] - m) / total; }
}`,
      groups: [1, 1, 1],
      buffers: [[n], z, filled(n)],
      shown: [
        { name: 'z', used: n },
        { name: 's', used: size },
        { name: 'p', used: n },
      ],
      result: 2,
      right: z.map((value) => Math.exp(value - most) / total),
    };
  },
};

export const programs = { map, transpose, sum, product, softmax } satisfies Readonly<Record<string, GridProgram>>;
export type ProgramName = keyof typeof programs;
