/** The corpus of misbehaving submissions at every level of isolation, the forgery oracle, and what happens without each wall. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Generator } from '#framework';
import { corpus, type Specimen, specimen } from './corpus.ts';
import type { Exercise } from './Exercise.ts';
import { type GradeOptions, gradeSource, runSource } from './gradeSource.ts';
import { bestIsolation } from './isolation.ts';
import { judge } from './judge.ts';
import { loadExercise } from './loadExercise.ts';
import type { Walls } from './runChild.ts';
import type { Value } from './sandbox/values.ts';

const exercise = await loadExercise('cross-entropy-gradient');
const bytesOf = ({ source }: Specimen): Uint8Array => new TextEncoder().encode(source);
/** What never ends need not be waited for; what ends must not be taken for what does not, on a busy machine. */
const optionsFor = ({ verdict }: Specimen): GradeOptions => ({ wallMs: verdict === 'TIME_LIMIT' ? 1000 : 30_000 });
/** A part of the sandbox's program exchanged; it must be there, or the test would test nothing. */
const without = (part: string, instead: string): Partial<Walls> => ({
  program: (source) => {
    expect(source).toContain(part);
    return source.replace(part, () => instead);
  },
});

/** The budget whole, and memory that the budget does not count: the second takes seconds of any machine. */
const fillsAll = new Set(['typed-arrays', 'one-typed-array', 'below-the-budget', 'heap']);
/** Every other way to memory is counted against a twelfth of the budget: that it is counted shows as well, before anything else can end it. */
const wallsFor = ({ verdict, name }: Specimen): { walls?: Partial<Walls> } =>
  verdict === 'MEMORY_LIMIT' && !fillsAll.has(name)
    ? { walls: { ...without('BUFFER_BUDGET_BYTES = 2 ** 30', 'BUFFER_BUDGET_BYTES = 9e7'), memoryWatch: false } }
    : {};
const levels = [...new Set([bestIsolation(), 'student' as const])];

const random = new Generator(1);
const noise = (value: Value): Value =>
  Array.isArray(value) ? (value as readonly Value[]).map(noise) : random.normal();
/** The exercise with expected values that nobody can know. */
const unknowable: Exercise = { ...exercise, expected: (args) => noise(exercise.expected(args)) };

for (const isolation of levels)
  describe(`the corpus at level ${isolation}`, () => {
    // Time limits are the same at every level; waiting for them once is enough.
    const specimens = corpus().filter(({ verdict }) => verdict !== 'TIME_LIMIT' || isolation === levels[0]);
    it.concurrent.each(specimens)('$verdict: $name', async (one) => {
      const run = await runSource(exercise, bytesOf(one), { ...optionsFor(one), ...wallsFor(one), isolation });
      const verdict = run.refused ?? judge(exercise, run.transcript, run.about);
      expect(verdict.verdict, JSON.stringify(verdict.diagnosis)).toBe(one.verdict);
      expect(verdict.isolation).toBe(isolation);
      if (one.verdict !== 'PASS' && one.verdict !== 'TIME_LIMIT') expect(verdict.score).toBe(0);
      // The engine speaks to its developers on these streams; a student reads what the student's code printed.
      expect(verdict.log).not.toMatch(/node:internal|at file:|GC/);
      const forged = run.refused ?? judge(unknowable, run.transcript, run.about);
      expect(forged.verdict, 'with expected values that nobody can know').not.toBe('PASS');
      expect(forged.score).toBe(0);
    });
  });

describe('without a wall', () => {
  const withoutWall = async (one: Specimen, walls: Partial<Walls>, isolation: 'student' | 'bwrap' = 'student') =>
    (await gradeSource(exercise, bytesOf(one), { ...optionsFor(one), isolation, walls })).verdict;

  it('confine: frames can be written, and break the protocol', async () => {
    const one = specimen('LOAD_ERROR', 'frames-by-descriptor');
    expect(await withoutWall(one, { confine: false })).toBe('PROTOCOL_ERROR');
  });

  it('captured built-ins: a patched one answers in the place of the code', async () => {
    const one = specimen('WRONG_ANSWER', 'patched-built-ins');
    const open = without('const copyOf = structuredClone;', 'const copyOf = (value) => structuredClone(value);');
    expect(await withoutWall(one, open)).not.toBe(one.verdict);
  });

  it('refused imports: the file system can be imported', async () => {
    const one = specimen('BAD_SUBMISSION', 'static-import');
    const open = without('refused = specifier;', 'return { url: specifier, format: "builtin", shortCircuit: true };');
    expect(await withoutWall(one, open)).not.toBe(one.verdict);
  });

  it('permission: a text becomes code', async () => {
    expect(await withoutWall(specimen('RUNTIME_ERROR', 'code-from-text'), { permission: false })).toBe('WRONG_ANSWER');
  });

  it('buffer budget: memory that is reserved but not yet touched is not seen', async () => {
    expect(await withoutWall(specimen('MEMORY_LIMIT', 'wasm-memory'), { bufferBudget: false })).toBe('WRONG_TYPE');
  });

  it('memory watch: what stays below the budget of buffers fills the machine', async () => {
    if (process.platform !== 'linux') return; // nobody else can be asked
    const one = specimen('MEMORY_LIMIT', 'below-the-budget');
    expect(await withoutWall(one, { memoryWatch: false })).toBe('OUTPUT_LIMIT');
  });

  it('namespaces: the network and the grader can be reached', async () => {
    let visits = 0;
    const server = createServer((_, response) => {
      visits++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const source = `await fetch('http://127.0.0.1:${port}/').catch(() => {});\nthrow new Error(process.ppid > 2);`;
    const open = { permission: false, confine: false };
    const one: Specimen = { verdict: 'LOAD_ERROR', name: 'visit', source };
    await withoutWall(one, {}, 'student');
    expect(visits, 'with every wall but namespaces').toBe(0);
    await withoutWall(one, open, 'student');
    expect(visits, 'with no wall at all').toBe(1);
    if (bestIsolation() === 'bwrap') await withoutWall(one, open, 'bwrap');
    expect(visits, 'with namespaces only').toBe(1);
    await new Promise((resolve) => server.close(resolve));
  });
});
