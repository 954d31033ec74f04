/**
 * The rung on all cores: a team of workers over one shared memory. The leader (this thread) writes down the job, wakes the team,
 * does its own rows, and waits until the last one is done. A job is three numbers in shared memory; nothing is copied.
 */
import type { Problem } from './problem.ts';
import { again, type ReadyRung } from './ReadyRung.ts';
import { fill, instantiate, layoutFor } from './wasmRung.ts';

/** More threads than this share one memory bus, and gain little. */
const MOST_THREADS = 8;
/** A tile's height: rows are cut at its multiples. */
const TILE = 4;
/** The most that the compiled rung allows its memory: 256 MiB. Nothing is reserved that is not touched. */
const MOST_PAGES = 4096;
/** A member that has not answered by now never will. */
const PATIENCE_MS = 20_000;

/** Places in the shared control array. */
export const control = { job: 0, unfinished: 1 } as const;

/** What a member of the team is told when it is hired: its whole work, since a rung makes one product again and again. */
export interface ThreadHire {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array<SharedArrayBuffer>;
  /** Arguments of `rows` in rungs/assembly/c8: a, b, c, top, bottom, k, n, scratch. */
  readonly rows: readonly [number, number, number, number, number, number, number, number];
}

/** The rows of each thread, cut at multiples of a tile: [top, bottom) of each. */
export function shareRows(m: number, threads: number): [top: number, bottom: number][] {
  const tiles = Math.ceil(m / TILE);
  const cut = (thread: number): number => Math.min(m, Math.floor((tiles * thread) / threads) * TILE);
  return Array.from({ length: threads }, (_, thread) => [cut(thread), thread + 1 === threads ? m : cut(thread + 1)]);
}

/** @param hire starts one more worker and resolves when it is ready to work */
export async function threadRung(
  module: WebAssembly.Module,
  problem: Problem,
  hire: (work: ThreadHire) => Promise<{ terminate(): void }>,
  cores: number,
): Promise<ReadyRung> {
  const threads = Math.max(1, Math.min(MOST_THREADS, cores));
  const { m, k, n } = problem;
  const layout = layoutFor(problem, threads);
  const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: MOST_PAGES, shared: true });
  const state = new Int32Array(new SharedArrayBuffer(8));
  const { rows } = await instantiate(module, memory);
  const c = fill(memory, layout, problem);
  const work = shareRows(m, threads).map(
    ([top, bottom], thread) => [layout.a, layout.b, layout.c, top, bottom, k, n, layout.scratch[thread]!] as const,
  );
  const team = await Promise.all(work.slice(1).map((share) => hire({ module, memory, control: state, rows: share })));
  const once = (): void => {
    Atomics.store(state, control.unfinished, team.length);
    Atomics.add(state, control.job, 1);
    Atomics.notify(state, control.job);
    rows!(...work[0]!);
    for (let left = Atomics.load(state, control.unfinished); left > 0; left = Atomics.load(state, control.unfinished)) {
      if (Atomics.wait(state, control.unfinished, left, PATIENCE_MS) === 'timed-out')
        throw new Error('a thread is lost');
    }
  };
  return { run: again(once), read: () => c, close: () => team.forEach((member) => void member.terminate()) };
}
