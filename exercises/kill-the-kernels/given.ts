/** Right sums, and how the student's inputs are tried on one: by the numbers alone, as a card would show them. */
import { emulate } from '../grader/wgsl/emulate.ts';

interface Input {
  readonly n: number;
  readonly group: number;
  readonly data: readonly number[];
}

const MOST = 3;
const LARGEST = 1000;
const GROUPS = [4, 8, 16, 32, 64];

export const tree = {
  shader: /* wgsl */ `
const GROUP = 64u;
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
var<workgroup> part: array<f32, GROUP>;
@compute @workgroup_size(GROUP)
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) i: u32,
) {
  part[i] = 0.0;
  if (id.x < sizes.n) { part[i] = x[id.x]; }
  workgroupBarrier();
  for (var h = GROUP / 2u; h > 0u; h /= 2u) {
    if (i < h) { part[i] += part[i + h]; }
    workgroupBarrier();
  }
  if (i == 0u) { sums[group.x] = part[0]; }
}
`,
};
/** Neighbours first: another order of the same additions. */
export const neighbours = {
  shader: /* wgsl */ `
const GROUP = 64u;
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
var<workgroup> part: array<f32, GROUP>;
@compute @workgroup_size(GROUP)
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) i: u32,
) {
  part[i] = 0.0;
  if (id.x < sizes.n) { part[i] = x[id.x]; }
  workgroupBarrier();
  for (var step = 1u; step < GROUP; step *= 2u) {
    if (i % (2u * step) == 0u) { part[i] += part[i + step]; }
    workgroupBarrier();
  }
  if (i == 0u) { sums[group.x] = part[0]; }
}
`,
};
/** Slow, and right. */
export const alone = {
  shader: /* wgsl */ `
const GROUP = 64u;
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
var<workgroup> part: array<f32, GROUP>;
@compute @workgroup_size(GROUP)
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) i: u32,
) {
  if (i == 0u) {
    var sum = 0.0;
    for (var k = 0u; k < GROUP; k++) {
      if (id.x + k < sizes.n) { sum += x[id.x + k]; }
    }
    sums[group.x] = sum;
  }
}
`,
};

/** Says what is the matter with an input that no kernel could be asked for. */
function check({ n, group, data }: Input, k: number): void {
  if (!GROUPS.includes(group)) throw new RangeError(`input ${k}: a group has 4, 8, 16, 32 or 64 threads`);
  if (!Number.isInteger(n) || n < 1 || n > LARGEST)
    throw new RangeError(`input ${k}: n is a whole number from 1 to ${LARGEST}`);
  if (!Array.isArray(data) || data.length !== n || !data.every((x) => Number.isFinite(x) && Math.abs(x) <= 1e4))
    throw new TypeError(`input ${k}: data holds n numbers between −10,000 and 10,000`);
}

/** Are the sums of a kernel right? They are float32 and may be added in any order. */
function isRight(shader: string, { n, group, data }: Input): boolean {
  const groups = Math.ceil(n / group);
  const { buffers } = emulate(
    shader.replace('GROUP = 64u', `GROUP = ${group}u`),
    [groups],
    [[n], data, new Array(groups).fill(Number.NaN)],
  );
  return Array.from({ length: groups }, (_, g) => data.slice(g * group, Math.min(n, (g + 1) * group))).every(
    (numbers, g) => {
      const sum = numbers.reduce((total, x) => total + x, 0);
      const size = numbers.reduce((total, x) => total + Math.abs(x), 0);
      return Math.abs(buffers[2]![g]! - sum) <= 1e-5 * size;
    },
  );
}

/** Numbers from 0 to 1. Source: Bryc's mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Does a kernel give the right sums on all of the student's inputs? */
export function drive(
  student: { inputs(random: () => number): Input[] },
  kernel: { readonly shader: string },
  seed: number,
): boolean {
  const inputs = student.inputs(uniforms(seed));
  if (!Array.isArray(inputs) || inputs.length === 0) throw new TypeError('inputs returns a list of { n, group, data }');
  if (inputs.length > MOST) throw new RangeError(`${inputs.length} inputs: at most ${MOST}`);
  for (const [k, one] of inputs.entries()) check(one, k);
  return inputs.every((one) => isRight(kernel.shader, one));
}
