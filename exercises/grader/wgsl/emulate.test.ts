/** What the emulator finds, in programs of a few lines; what it computes; and what it refuses, with its place. */
import { describe, expect, it } from 'vitest';
import { emulate } from './emulate.ts';
import { withFuel } from './fuel.ts';
import type { EmulateOptions, Finding, ThreadOrder } from './record.ts';
import { shaderModule, shaderOf, shownShader } from './submission.ts';

const head = `@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
var<workgroup> part: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_index) i: u32, @builtin(workgroup_id) g: vec3<u32>) {
`;
/** Line of the first statement. */
const FIRST = 6;
const counting = Array.from({ length: 128 }, (_, i) => i + 1);
const empty = (n: number): number[] => new Array<number>(n).fill(Number.NaN);

const run = (body: string, y: number[] = empty(64), groups = 1, options: EmulateOptions = {}) =>
  emulate(`${head}${body}\n}`, [groups], [counting, y], options);

const found = (body: string, y?: number[], groups?: number, options?: EmulateOptions): readonly Finding[] => {
  const { fault, record } = run(body, y, groups, options);
  expect(fault).toBeNull();
  return record.findings;
};

const tree = (barrier: string): string => `  part[i] = x[id.x];
  ${barrier}
  for (var h = 32u; h > 0u; h /= 2u) {
    if (i < h) { part[i] += part[i + h]; }
    ${barrier}
  }
  if (i == 0u) { y[g.x] = part[0]; }`;

describe('what is found', () => {
  it('nothing in a tree with its barriers, in any order, and the sum', () => {
    for (const order of ['up', 'down', 'shuffled'] satisfies ThreadOrder[]) {
      const { record, buffers } = run(tree('workgroupBarrier();'), empty(1), 1, { order });
      expect(record.findings).toEqual([]);
      expect(buffers[1]).toEqual([2080]);
      expect(record.phases.map(({ line }) => line)).toEqual([FIRST + 1, ...new Array(6).fill(FIRST + 4), null]);
    }
  });

  it('without them a race: both threads, both lines; right by luck in one order, wrong in another', () => {
    const sum = (order: ThreadOrder) => run(tree(''), empty(1), 1, { order });
    expect(sum('up').buffers[1]).toEqual([1]);
    expect(sum('down').buffers[1]).toEqual([2080]);
    const [first] = sum('down').record.findings;
    expect(first).toMatchObject({
      kind: 'race',
      buffer: 'part',
      phase: 0,
      threads: [63, 31],
      lines: [FIRST, FIRST + 3],
    });
  });

  it('two threads that write the same number to one place', () => {
    expect(found('  y[0] = 1.0;')).toMatchObject([
      { kind: 'race', words: 'raceWrites', threads: [0, 1], lines: [FIRST, FIRST], values: { index: 0 }, times: 63 },
    ]);
  });

  it('no barrier orders two groups, and none orders storage within a group but storageBarrier', () => {
    const neighbour = (barrier: string): string => `  y[id.x] = 1.0;\n  ${barrier}\n  let z = y[id.x ^ 1u];`;
    expect(found(neighbour('workgroupBarrier();'))).toMatchObject([{ kind: 'race', buffer: 'y' }]);
    expect(found(neighbour('storageBarrier();'))).toEqual([]);
    const across = '  y[id.x] = 1.0;\n  storageBarrier();\n  let z = y[(id.x + 64u) % 128u];';
    expect(found(across, empty(128), 2)).toMatchObject([
      { kind: 'race', threads: [0, 64], words: 'raceWriteAfter' },
      { kind: 'race', threads: [0, 64], words: 'raceReadAfter' },
    ]);
  });

  it('a race between reading and writing, whichever comes first', () => {
    const written = found('  part[i] = 1.0;\n  let z = part[(i + 63u) % 64u];');
    expect(written.map(({ words }) => words).sort()).toEqual(['raceReadAfter', 'raceWriteAfter']);
  });

  it('atomics are no race, and count', () => {
    const shader = `@group(0) @binding(0) var<storage, read_write> n: atomic<u32>;
@compute @workgroup_size(64) fn main(@builtin(local_invocation_index) i: u32) { atomicAdd(&n, i); }`;
    const { record, buffers } = emulate(shader, [2], [[0]]);
    expect(record.findings).toEqual([]);
    expect(buffers[0]).toEqual([2 * 2016]);
  });

  it('an index outside, with thread, line and index; the write is dropped', () => {
    const { record, buffers } = run('  y[id.x] = x[id.x];', empty(60));
    expect(record.findings).toMatchObject([
      {
        kind: 'outside',
        words: 'outsideWrite',
        buffer: 'y',
        threads: [60],
        lines: [FIRST],
        values: { index: 60, length: 60 },
        times: 4,
      },
    ]);
    expect(buffers[1]).toEqual(counting.slice(0, 60));
  });

  it('an index outside of workgroup memory and of an array of its own', () => {
    expect(found('  y[i] = part[i + 1u];')).toMatchObject([{ kind: 'outside', space: 'workgroup', threads: [63] }]);
    expect(found('  var own = array<f32, 4>();\n  y[i] = own[i % 5u];')).toMatchObject([
      { kind: 'outside', space: 'function', buffer: 'own', threads: [4], values: { index: 4, length: 4 } },
    ]);
  });

  it('threads that have ended while others wait for them', () => {
    const { record } = run('  if (i >= 60u) { return; }\n  workgroupBarrier();\n  y[i] = 1.0;');
    expect(record.findings).toMatchObject([
      {
        kind: 'divergence',
        words: 'divergenceEnded',
        threads: [0, 60],
        lines: [FIRST + 1, FIRST],
        values: { missing: 4, all: 64 },
      },
    ]);
    expect(record.threads.filter(({ ended }) => ended === 'waiting')).toHaveLength(60);
  });

  it('threads that wait at two barriers', () => {
    const body = '  if (i < 10u) {\n    workgroupBarrier();\n  } else {\n    workgroupBarrier();\n  }';
    expect(found(body)).toMatchObject([
      { kind: 'divergence', words: 'divergenceElsewhere', threads: [0, 10], lines: [FIRST + 1, FIRST + 3] },
    ]);
  });

  it('a program that does not end, in every way to write one', () => {
    for (const loop of [
      'loop { }',
      'for (;;) { }',
      'while true { }',
      'var n = 1u; while n > 0u { n += 2u; }',
      'loop { workgroupBarrier(); }',
    ])
      expect(found(`  ${loop}`, undefined, 1, { fuel: 50_000 }), loop).toMatchObject([
        { kind: 'endless', lines: [FIRST], values: { limit: 50_000 } },
      ]);
  });

  it('cells that nobody wrote, and how many threads there were: a dispatch that was rounded down', () => {
    const guarded = '  if (id.x >= 100u) { return; }\n  y[id.x] = x[id.x];';
    expect(found(guarded, empty(100), 1, { outputs: { 1: 100 } })).toMatchObject([
      { kind: 'unwritten', buffer: 'y', values: { index: 64, count: 36, wanted: 100, threads: 64 } },
    ]);
    expect(found(guarded, empty(100), 2, { outputs: { 1: 100 } })).toEqual([]);
  });

  it('too many reads of storage, and one thread that does it all', () => {
    const all = '  if (i == 0u) { var s = 0.0; for (var k = 0u; k < 64u; k++) { s += x[k]; } y[0] = s; }';
    expect(found(all, empty(1), 1, { mostReads: 64, mostShare: 70 })).toEqual([]);
    expect(found(all, empty(1), 1, { mostReads: 63, mostShare: 4 })).toMatchObject([
      { kind: 'reads', threads: [0], values: { reads: 64, limit: 63 } },
      { kind: 'idle', threads: [0], values: { limit: 4 } },
    ]);
  });
});

describe('the record', () => {
  it('holds every read and write with its line and phase', () => {
    const { record } = run('  part[i] = x[id.x];\n  workgroupBarrier();\n  y[i] = part[63u - i];', empty(64), 1, {
      record: true,
    });
    expect(
      record.threads[2]!.events.map(({ kind, buffer, index, value, line, phase }) => [
        kind,
        buffer,
        index,
        value,
        line,
        phase,
      ]),
    ).toEqual([
      ['read', 'x', 2, 3, FIRST, 0],
      ['write', 'part', 2, 3, FIRST, 0],
      ['read', 'part', 61, 62, FIRST + 2, 1],
      ['write', 'y', 2, 62, FIRST + 2, 1],
    ]);
    expect(record.threads[2]).toMatchObject({ reads: 1, writes: 1, barriers: 1, ended: 'done', local: [2, 0, 0] });
  });
});

/** The value of an expression as one thread puts it into y[0]. */
function shaderValue(expression: string, type = 'f32', before = ''): number {
  const shader = `@group(0) @binding(0) var<storage, read_write> y: array<${type}>;
${before}
@compute @workgroup_size(1) fn main() { var one = 1u; var minus = -1; var half = 0.5; y[0] = ${expression}; }`;
  const { fault, buffers } = emulate(shader, [1], [[0]]);
  expect(fault, expression).toBeNull();
  return buffers[0]![0]!;
}

describe('numbers', () => {
  it.each([
    ['16777216.0 + half + half', 16777216],
    ['half / 3.0', Math.fround(0.5 / 3)],
    ['fma(half, 3.0, 1.0)', 2.5],
    ['select(1.0, 2.0, half < 1.0)', 2],
    ['dot(vec3(1.0, 2.0, 3.0), vec3(half))', 3],
    ['vec4(1.0, 2.0, 3.0, 4.0).zw.y', 4],
    ['max(half, 2) + min(1.0, half)', 2.5],
    ['f32(one) + f32(minus)', 0],
    ['round(half * 5.0)', 2],
    ['exp(half)', Math.fround(Math.exp(0.5))],
    ['bitcast<f32>(0x3f800000u)', 1],
    ['clamp(half, 1.0, 2.0)', 1],
  ])('%s is %d', (expression, value) => expect(shaderValue(expression)).toBe(value));

  it.each([
    ['one - 2u', 4294967295],
    ['4294967295u * (one + 1u)', 4294967294],
    ['7u / (one - 1u)', 7],
    ['7u % (one - 1u)', 0],
    ['one << 31u', 2147483648],
    ['u32(minus)', 4294967295],
    ['u32(-half)', 0],
    ['~one', 4294967294],
    ['(0xffu ^ one) & 0xf0u | 1u', 241],
    ['bitcast<u32>(half)', 0x3f000000],
  ])('%s is %d, as a u32', (expression, value) => expect(shaderValue(expression, 'u32')).toBe(value));

  it.each([
    ['2147483647 + i32(one)', -2147483648],
    ['-7 / 2', -3],
    ['minus * 7 % 4', -3],
    ['minus >> 1u', -1],
    ['i32(half * 9.0)', 4],
    ['select(1, 2, any(vec2(true, false)) && !all(vec2(true, false)))', 2],
  ])('%s is %d, as an i32', (expression, value) => expect(shaderValue(expression, 'i32')).toBe(value));

  it('structs lie in a uniform as WGSL lays them, and functions return them', () => {
    const shader = `struct Sizes { n: u32, scale: f32, size: vec3<f32>, rows: u32 }
struct Pair { a: f32, b: vec2<f32> }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read_write> y: array<vec4<f32>>;
fn pair(x: f32) -> Pair { var made: Pair; made.a = x; made.b = vec2(x, 2.0 * x); return made; }
@compute @workgroup_size(1) fn main() {
  let p = pair(sizes.size.y);
  y[1] = vec4(p.b, f32(sizes.rows), sizes.scale);
  y[0][2] = p.a;
}`;
    const { fault, buffers } = emulate(shader, [1], [[7, 1.5, 0, 0, 10, 20, 30, 3], new Array(8).fill(0)]);
    expect(fault).toBeNull();
    expect(buffers[1]).toEqual([0, 0, 20, 0, 20, 40, 3, 1.5]);
  });

  it('values are copies: nobody changes what somebody else holds', () => {
    const shader = `@group(0) @binding(0) var<storage, read_write> y: array<f32>;
fn change(given: array<f32, 2>) -> f32 { var mine = given; mine[0] = 9.0; return mine[0]; }
@compute @workgroup_size(1) fn main() {
  var a = array<f32, 2>(1.0, 2.0);
  let before = a;
  a[0] = 5.0;
  y[0] = before[0]; y[1] = change(a); y[2] = a[0];
}`;
    expect(emulate(shader, [1], [[0, 0, 0]]).buffers[0]).toEqual([1, 9, 5]);
  });

  it('loops: break, continue, continuing and break if', () => {
    const body = `  var n = 0u;
  loop { if (n == 3u) { n += 10u; continue; } continuing { n++; break if n > 15u; } }
  var m = 0.0;
  for (var k = 0; k < 10; k++) { if (k == 2) { continue; } if (k == 5) { break; } m += f32(k); }
  if (i == 0u) { y[0] = f32(n); y[1] = m; }`;
    expect(run(body, empty(2)).buffers[1]).toEqual([16, 8]);
  });
});

describe('what is refused: one sentence, with its place', () => {
  const faultOf = (text: string) => emulate(text, [1], [[1], [1]]).fault;
  const inMain = (body: string) => faultOf(`@compute @workgroup_size(1)\nfn main() {\n  ${body}\n}`);

  it.each([
    ['let x = 1 + ;', 3, 15, 'A value is missing'],
    ['let x: u32 = 1.5;', 3, 16, 'a fraction and must be u32'],
    ['let x = 1u + 2i;', 3, 14, '“+” of u32 and i32 has no meaning'],
    ['let x = 1.0\n}', 4, 1, '“;” is missing'],
    ['let v = vec3f(1.0, 2.0);', 3, 11, 'takes 3 numbers, here are 2'],
    ['main();', 3, 3, 'no recursion'],
    ['switch (1) { }', 3, 3, '“switch” is not in the language'],
    ['let p = &q;', 3, 11, 'pointers are not in the language'],
    ['let x = 1.0h;', 3, 11, 'f16'],
    ['let m = mat2x2<f32>();', 3, 11, 'Matrices of WGSL'],
    ['x = 1.0;', 3, 3, '“x” is not declared'],
    ['let x = 1.0; x = 2.0;', 3, 16, 'declare it with var'],
    ['if (1) { }', 3, 7, 'A condition is a bool'],
    ['let x = foo(1);', 3, 11, 'no type or function “foo”'],
    ['break;', 3, 3, 'outside of every loop'],
    ['let x = workgroupBarrier();', 3, 11, 'gives no value'],
    ['var a = array<f32, 5000>();', 3, 11, 'at most 4096'],
  ])('%s', (body, line, column, sentence) => {
    const fault = inMain(body);
    expect(fault).toMatchObject({ line, column });
    expect(fault!.message).toContain(sentence);
    expect(fault!.message).toMatch(/^[“A-Za-z].*[.?)]$/);
  });

  it('programs that are none, or made to break a parser', () => {
    expect(faultOf('')?.message).toContain('No function is marked @compute');
    expect(faultOf('texture')).toMatchObject({ line: 1, column: 1 });
    for (const text of [
      `fn f() { let x = ${'('.repeat(50_000)}1; }`,
      `fn f() ${'{'.repeat(50_000)}`,
      `@compute @workgroup_size(1) fn main() { let x = 1${' + 1'.repeat(5000)}; }`,
      `@compute @workgroup_size(1) fn main() { let x = ${'-'.repeat(5000)}1; }`,
      `@compute @workgroup_size(1) fn main() { ${'if (true) { } else '.repeat(2000)} { } }`,
      'var<private> a: '.repeat(10_000),
      '/*'.repeat(10_000),
      '\u0000',
    ])
      expect(faultOf(text), text.slice(0, 40)).not.toBeNull();
  });

  it('a buffer that is missing, short, or only to be read', () => {
    const with1 = (type: string, body: string) =>
      emulate(
        `@group(0) @binding(0) var<${type}> b: array<f32, 4>;\n@compute @workgroup_size(1) fn main() { ${body} }`,
        [1],
        [[1, 2]],
      ).fault;
    expect(with1('uniform', 'let x = b[0];')?.message).toContain('binds 8 bytes; b is 16 long');
    expect(emulate(`${head}  x[i] = 1.0;\n}`, [1], [[1], [1]]).fault).toMatchObject({
      line: FIRST,
      column: 3,
      message: expect.stringContaining('x can only be read'),
    });
    expect(emulate(`${head}  y[i] = x[i];\n}`, [1], [[1]]).fault?.message).toContain('binds nothing at @binding(1)');
  });
});

describe('fuel', () => {
  it('counts every loop, and changes nothing that the emulator sees', () => {
    const source = `${head}${tree('workgroupBarrier();')}\n}`;
    const { shader, binding } = withFuel(source);
    expect(binding).toBe(2);
    const { fault, buffers, record } = emulate(shader, [1], [counting, empty(1), [0]]);
    expect(fault).toBeNull();
    expect(record.findings).toEqual([]);
    expect([buffers[1], buffers[2]]).toEqual([[2080], [0]]);
  });

  it('leaves a loop that does not end, and says so', () => {
    const { shader } = withFuel(`${head}  while true { }\n  y[0] = 3.0;\n}`.replaceAll('64)', '1)'));
    const { fault, buffers } = emulate(shader, [1], [counting, empty(1), [0]], { fuel: 1e7 });
    expect([fault, buffers[1], buffers[2]]).toEqual([null, [3], [1]]);
  });
});

describe('a shader as it is handed in', () => {
  it('is the text, or what stands between the backticks of our own files; nothing of it becomes JavaScript', () => {
    expect(shaderOf('fn main() { }')).toBe('fn main() { }');
    expect(shaderOf('/** About. */\nexport const shader = /* wgsl */ `\nfn main() { }\n`;\n')).toBe(
      '\nfn main() { }\n',
    );
    expect(shownShader('export const shader = `\na`;')).toBe('a');
    const hostile = `a"; process.exit(); "\`$\{1}\u2028`;
    expect(shaderModule(hostile)).toBe(`export const shader = ${JSON.stringify(hostile)};\n`);
  });
});
