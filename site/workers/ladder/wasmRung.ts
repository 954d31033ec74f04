/**
 * A rung compiled to WebAssembly: A, B and C lie one after the other in its memory, then the scratch place for packing. They are
 * put there before the clock starts.
 */
import type { Problem } from './problem.ts';
import { again, type ReadyRung } from './ReadyRung.ts';

const PAGE = 65_536;
/** Addresses below belong to the compiler. */
const BASE = PAGE;
const LINE = 64;

/** What a file in `rungs/assembly/` exports; the early rungs take no scratch place. */
export interface WasmExports {
  matmul(a: number, b: number, c: number, m: number, k: number, n: number, scratch: number): void;
  rows?(a: number, b: number, c: number, top: number, bottom: number, k: number, n: number, scratch: number): void;
}

/** Where everything lies, in bytes; each begins on a cache line of its own. */
export interface Layout {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** One scratch place a thread. */
  readonly scratch: readonly number[];
  readonly pages: number;
}

/** Strips of B for 256 steps of k, 64 rows of A, and one spare tile: see rungs/assembly/c6. */
const scratchBytes = (n: number): number => 4 * (32 + 256 * (n + 8) + 256 * 64);

export function layoutFor({ m, k, n }: Pick<Problem, 'm' | 'k' | 'n'>, threads = 1): Layout {
  const up = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;
  const a = BASE;
  const b = a + up(4 * m * k);
  const c = b + up(4 * k * n);
  const first = c + up(4 * m * n);
  const scratch = Array.from({ length: threads }, (_, thread) => first + thread * up(scratchBytes(n)));
  return { a, b, c, scratch, pages: Math.ceil((first + threads * up(scratchBytes(n))) / PAGE) };
}

/** The matrices in place, and C full of NaN: a cell that is never written must not pass for a zero. */
export function fill(memory: WebAssembly.Memory, layout: Layout, { a, b, m, n }: Problem): Float32Array {
  new Float32Array(memory.buffer, layout.a, a.length).set(a);
  new Float32Array(memory.buffer, layout.b, b.length).set(b);
  return new Float32Array(memory.buffer, layout.c, m * n).fill(Number.NaN);
}

export async function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<WasmExports> {
  const abort = (): never => {
    throw new Error('the rung gave up');
  };
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } });
  return exports as unknown as WasmExports;
}

export async function wasmRung(module: WebAssembly.Module, problem: Problem): Promise<ReadyRung> {
  const layout = layoutFor(problem);
  const memory = new WebAssembly.Memory({ initial: layout.pages });
  const { matmul } = await instantiate(module, memory);
  const c = fill(memory, layout, problem);
  const { m, k, n } = problem;
  return { run: again(() => matmul(layout.a, layout.b, layout.c, m, k, n, layout.scratch[0]!)), read: () => c };
}
