import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cpuRungs, rungOfFile } from '../../visuals/kernels/ladder/cpuRungs.ts';
import { differenceFrom, makeProblem, type Problem } from './problem.ts';
import { again, type ReadyRung } from './ReadyRung.ts';
import { type ScriptModule, scriptRung } from './scriptRung.ts';
import { shippedRung } from './shippedRung.ts';
import { shareRows } from './threadRung.ts';
import { fill, instantiate, layoutFor, wasmRung } from './wasmRung.ts';

const root = new URL('../../../', import.meta.url).pathname;
const find = (pattern: string, id: string): string | undefined =>
  globSync(`lessons/*/${pattern}`, { cwd: root }).find((path) => rungOfFile(`/${path}`) === id);

async function prepare(id: string, problem: Problem): Promise<ReadyRung> {
  if (id === 'shipped') return (await shippedRung(problem)) as ReadyRung;
  const script = find('rungs/*.ts', id);
  if (script !== undefined) return scriptRung((await import(`${root}${script}`)) as ScriptModule, problem);
  const module = await compiled(id);
  return id === 'c8' ? byHand(module, problem) : wasmRung(module, problem);
}

function compiled(id: string): Promise<WebAssembly.Module> {
  const source = find('rungs/assembly/*.ts', id);
  if (source === undefined) throw new Error(`rungs/assembly has no ${id}.ts`);
  const binary = `${root}${source.replace(/\.ts$/, '.wasm')}`;
  if (!existsSync(binary)) throw new Error(`${binary} is missing. Compile it: npm run kernels`);
  return WebAssembly.compile(readFileSync(binary));
}

/** The threads' work without the threads: three of them, one after the other, over one memory. */
async function byHand(module: WebAssembly.Module, problem: Problem): Promise<ReadyRung> {
  const threads = 3;
  const { m, k, n } = problem;
  const layout = layoutFor(problem, threads);
  const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: 4096, shared: true });
  const { rows } = await instantiate(module, memory);
  const c = fill(memory, layout, problem);
  const once = (): void => {
    for (const [thread, [top, bottom]] of shareRows(m, threads).entries())
      rows!(layout.a, layout.b, layout.c, top, bottom, k, n, layout.scratch[thread]!);
  };
  return { run: again(once), read: () => c };
}

/** Whole numbers small enough that every float32 sum is exact: then any order of summing must give the same bits. */
function wholeNumbers(m: number, k: number, n: number): Problem {
  const problem = makeProblem(m, k, n);
  const round = (values: Float32Array): void => values.set(values.map((value) => Math.round(4 * value)));
  round(problem.a);
  round(problem.b);
  const expected = new Float32Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      for (let p = 0; p < k; p++) expected[i * n + j]! += problem.a[i * k + p]! * problem.b[p * n + j]!;
  return { ...problem, expected };
}

// Sizes [m, k, n] that fill no tile, fill tiles exactly, and need two passes of 256.
const sizes: [number, number, number][] = [
  [1, 1, 1],
  [5, 7, 3],
  [3, 2, 9],
  [17, 33, 9],
  [4, 1, 8],
  [64, 64, 64],
  [65, 65, 65],
  [63, 257, 31],
  [130, 300, 12],
];

describe.each(cpuRungs.map(({ id }) => id))('rung %s', (id) => {
  it.each(sizes)('makes the exact product of %i×%i×%i', async (m, k, n) => {
    const problem = wholeNumbers(m, k, n);
    const rung = await prepare(id, problem);
    await rung.run(1);
    await rung.run(1); // a second product must not add to the first
    expect(Array.from(await rung.read())).toEqual(Array.from(problem.expected));
  });

  it('stays within what rounding can explain', async () => {
    const problem = makeProblem(70, 270, 45);
    const rung = await prepare(id, problem);
    await rung.run(1);
    const difference = differenceFrom(problem.expected, await rung.read());
    expect(difference).toBeGreaterThanOrEqual(0);
    expect(difference).toBeLessThan(problem.tolerance / 50); // the bound is for the worst case
  });
});

describe('the judge', () => {
  it('sees a single forgotten product, a cell never written, and a number that is none', () => {
    const problem = makeProblem(4, 512, 4);
    const [factor] = problem.a;
    const forgot = Array.from(problem.expected);
    forgot[0]! -= factor! * problem.b[0]!;
    expect(differenceFrom(problem.expected, forgot)).toBeGreaterThan(problem.tolerance);
    expect(differenceFrom(problem.expected, [])).toBeNaN();
    expect(differenceFrom([1, 2], [1, Number.NaN])).toBeNaN();
  });
});

describe('shareRows', () => {
  it.each([1, 3, 4, 17, 64, 130])('gives each of %i rows to exactly one thread, tiles unbroken', (m) => {
    for (const threads of [1, 2, 3, 8]) {
      const shares = shareRows(m, threads);
      expect(shares.flatMap(([top, bottom]) => Array.from({ length: bottom - top }, (_, row) => top + row))).toEqual(
        Array.from({ length: m }, (_, row) => row),
      );
      for (const [top, bottom] of shares) if (bottom > top) expect(top % 4).toBe(0);
    }
  });
});
