import { gpuLadder } from '#framework';
import { defineExercise } from '../grader/define.ts';
import { emulate } from '../grader/wgsl/emulate.ts';
import type { DispatchRecord } from '../grader/wgsl/record.ts';

/** Depth of the product that is asked about. */
const K = 512;
/** Numbers in a line of 64 bytes. */
const LINE = 16;

const copy = /* wgsl */ `
struct Sizes { n: u32, stride: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= sizes.n) { return; }
  y[id.x] = x[id.x * sizes.stride];
}
`;

const rungOf = (name: string): string => gpuLadder.find((rung) => rung.name === name)!.wgsl;
const zeros = (n: number): number[] => new Array<number>(n).fill(0);

/** What the emulator saw of a product [m, k] · [k, n] by one group. */
function product(shader: string, { m, k, n }: { m: number; k: number; n: number }, record = false): DispatchRecord {
  return emulate(shader, [1, 1], [[m, n, k], zeros(m * k), zeros(k * n), zeros(m * n)], { record, fuel: 1e7 }).record;
}

const mostReads = ({ threads }: DispatchRecord): number => Math.max(...threads.map(({ reads }) => reads));

/** Reads grow with K tile by tile: counted at two depths, and drawn on to 512. */
function readsAt512(shader: string, m: number, n: number): number {
  const [few, more] = [32, 64].map((k) => mostReads(product(shader, { m, k, n }))) as [number, number];
  return few + ((more - few) * (K - 32)) / 32;
}

/** Lines of 64 bytes that the first sixteen threads touch in their first step that reads this buffer. */
function linesTouched({ threads }: DispatchRecord, buffer: string): number {
  const firsts = threads
    .slice(0, LINE)
    .map(({ events }) => events.find((event) => event.kind === 'read' && event.buffer === buffer));
  return new Set(firsts.flatMap((event) => (event ? [Math.floor(event.index / LINE)] : []))).size;
}

function measured() {
  const [g0, g1, g2, g3] = ['G0', 'G1', 'G2', 'G3'].map(rungOf) as [string, string, string, string];
  const small = g2.replaceAll('16', '8');
  const copied = emulate(copy, [1], [[64, 16], zeros(1024), zeros(64)], { record: true }).record;
  const shape = { m: 16, k: 16, n: 16 };
  return {
    'g0-reads': String(readsAt512(g0, 16, 1)),
    'g1-reads': String(readsAt512(g1, 1, 16)),
    'g2-8-reads': String(readsAt512(small, 8, 8)),
    'g2-16-reads': String(readsAt512(g2, 16, 16)),
    'g3-reads': String(readsAt512(g3, 64, 16)),
    'copy-reads': String(mostReads(copied)),
    'g0-lines': String(linesTouched(product(g0, shape, true), 'a')),
    'g1-lines': String(linesTouched(product(g1, shape, true), 'b')),
    'g2-lines': String(linesTouched(product(g2, shape, true), 'a')),
    'copy-lines': String(linesTouched(copied, 'x')),
  };
}

/** The same for every grading. */
let known: ReturnType<typeof measured> | undefined;

const counts = (...numbers: readonly number[]): Readonly<Record<string, string>> =>
  Object.fromEntries(numbers.map((n) => [String(n), n.toLocaleString('en')]));
const lines = counts(1, 2, 16, 64);

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    {
      id: 'g0-reads',
      title: 'G0, a thread for every number: how many numbers does a thread read from storage?',
      options: counts(32, 512, 1024, 1025),
    },
    {
      id: 'g1-reads',
      title: 'G1, neighbours on neighbouring columns: how many numbers does a thread read?',
      options: counts(64, 512, 1024, 1025),
    },
    {
      id: 'g2-8-reads',
      title: 'G2 with tiles of 8 × 8: how many numbers does a thread read?',
      options: counts(16, 64, 128, 1024),
    },
    {
      id: 'g2-16-reads',
      title: 'G2 with tiles of 16 × 16: how many numbers does a thread read?',
      options: counts(4, 32, 64, 65, 1024),
    },
    {
      id: 'g3-reads',
      title: 'G3, four sums a thread, tiles of 64 × 16 and 16 × 16: how many numbers does a thread read?',
      options: counts(64, 128, 160, 164, 2560),
    },
    {
      id: 'copy-reads',
      title: 'A copy that takes every sixteenth number: how many numbers does a thread read?',
      options: counts(1, 2, 16),
    },
    {
      id: 'g0-lines',
      title: 'G0: sixteen neighbouring threads take their first number of a. How many lines of 64 bytes are that?',
      options: lines,
    },
    {
      id: 'g1-lines',
      title: 'G1: sixteen neighbouring threads take their first number of b. How many lines?',
      options: lines,
    },
    {
      id: 'g2-lines',
      title: 'G2: sixteen neighbouring threads fetch their first number of a. How many lines?',
      options: lines,
    },
    { id: 'copy-lines', title: 'The copy: sixteen neighbouring threads. How many lines?', options: lines },
  ],
  truth: () => {
    known ??= measured();
    return known;
  },
});
