/**
 * More than one thread. Helpers (worker threads in Node, workers in a browser) run the same compiled kernels over the same memory, and a
 * kernel that is large enough is cut into tasks (tasks.ts) that the leader, which is the thread that called it, and the helpers do together.
 *
 * Tasks write to different places and no sum is ever cut, so the answers are the same bits with any number of threads. A helper that has not
 * come yet is not waited for: the leader does what nobody else does.
 */
import { ChalkgradError } from '../../tensor/errors.ts';
import { exportNames, MOST_THREADS, scratch, type Wasm, wasm } from './engine.ts';
import { CONTROL_SIZE, type Control, doTasks, OWN, place } from './tasks.ts';
import type { Hire } from './thread.worker.ts';

/**
 * Operations (a multiplication and an addition are two) below which a kernel is done alone. Measured on two cores: products of 4 million,
 * 0.1 ms, are 1.2 to 1.7 times as fast with two threads (while a helper sleeps; while it looks); of 2 million 1.0 to 1.7, below slower.
 */
const WORTH_SHARING = 4e6;
/**
 * The same in numbers, for loops over many. What computes much with each pays from 32 000 on; what waits for memory, like a ReLU, only
 * where the numbers are too many for the second cache (two million: 1.8 times), and before loses a fifth to waking a helper.
 */
const WORTH_MOVING = 256 * 1024;

/**
 * Operations of kernels that are worth sharing, after which helpers come that were to come only where they pay. To start one takes the
 * processor 230 to 340 ms (Node 24, a busy machine), in which one thread makes about so many (two thousand million in 57 ms): whoever waits until then
 * never loses more than that once, and whoever never gets there has no helper.
 */
const WORTH_HIRING = 1e10;
/** What one number of a loop that waits for memory takes, in operations of a product. */
const MOVING = 16;

let threshold = WORTH_SHARING;
let movingThreshold = WORTH_MOVING;

/** For tests: share kernels of any size (0), or those that are worth it (null). */
export function shareFrom(operations: number | null): void {
  threshold = operations ?? WORTH_SHARING;
  movingThreshold = operations ?? WORTH_MOVING;
}

/** Processors, as far as one is told. */
const processors = (): number => (typeof navigator === 'undefined' ? 1 : (navigator.hardwareConcurrency ?? 1));

let wanted = 1;
let reason = '';
/** Only where they pay; until then how much there was to share, and how they come. */
let isPatient = false;
let seen = 0;
let later: (() => void) | null = null;

/** How many threads the SIMD kernels have been told to use. */
export const wantedThreads = (): number => wanted;

/** Why there are fewer threads than were asked for; '' when there are not. */
export const threadsReason = (): string => reason;

/** Take a number of threads as the wish, as far as the machine can fulfil it; at once, or when there was enough to share. */
export function wishThreads(count: number, whenWorth = false): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new ChalkgradError(`setThreads: ${count} is no number of threads`, 'use a whole number, 1 or more.');
  }
  reason = '';
  isPatient = whenWorth;
  wanted = Math.min(count, processors(), MOST_THREADS);
  if (wanted < count) reason = `this machine has ${processors()} processors, of which at most ${MOST_THREADS} are used`;
  if (wanted > 1 && !canShare()) {
    wanted = 1;
    reason = 'this page may not share memory between threads (it is not cross-origin isolated)';
  }
  if (wanted > 1) return;
  seen = 0;
  dismiss();
}

const canShare = (): boolean =>
  typeof SharedArrayBuffer !== 'undefined' &&
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false;

interface Helper {
  terminate(): unknown;
}

interface Team {
  readonly module: WebAssembly.Module;
  readonly control: Control;
  readonly helpers: readonly Helper[];
  readonly functions: readonly Wasm[keyof Wasm][];
  readonly doubles: Float64Array;
}

let team: Team | null = null;

/** Threads that compute: this one, and the helpers that have come. */
export const threads = (): number => (team === null ? 1 : 1 + Atomics.load(team.control, place.ready));

/** Tasks that helpers have done since they came. */
export const helped = (): number => (team === null ? 0 : Atomics.load(team.control, place.helped));

function dismiss(): void {
  for (const helper of team?.helpers ?? []) helper.terminate();
  team = null;
  later = null;
}

/** Hire helpers for these kernels over this memory, if any are wanted, now or later. */
export function startTeam(module: WebAssembly.Module, memory: WebAssembly.Memory): void {
  if (team?.module === module && team.helpers.length === wanted - 1) return;
  dismiss();
  if (wanted === 1) return;
  if (isPatient && seen < WORTH_HIRING) later = () => hireTeam(module, memory);
  else hireTeam(module, memory);
}

function hireTeam(module: WebAssembly.Module, memory: WebAssembly.Memory): void {
  const control: Control = new Int32Array(new SharedArrayBuffer(4 * CONTROL_SIZE));
  const helpers: Helper[] = [];
  try {
    for (let thread = 1; thread < wanted; thread++) helpers.push(hire({ module, memory, control, thread }));
  } catch (cause) {
    giveUp(cause);
  }
  const functions = exportNames.map((name) => wasm[name]);
  team = { module, control, helpers, functions, doubles: new Float64Array(memory.buffer) };
}

/** One thread then, and the reason why. */
function giveUp(cause: unknown): void {
  reason = `a thread could not be started (${cause instanceof Error ? cause.message : String(cause)})`;
  wanted = 1;
  dismiss();
}

function hire(hire: Hire): Helper {
  /** Of a team that was sent home since, nobody need hear. */
  const lost = (cause: unknown): void => {
    if (team?.control === hire.control) giveUp(cause);
  };
  const node = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:worker_threads');
  if (node !== undefined) {
    const name = './thread.worker.ts'; // not written out, so that a bundler leaves this line alone and takes the one below
    // The program's own flags (--eval, --import …) are not meant for helpers.
    const helper = new node.Worker(new URL(name, import.meta.url), { workerData: hire, execArgv: [] });
    helper.unref(); // a program ends when its own work is done
    helper.on('error', (cause) => lost(cause));
    return helper;
  }
  const helper = new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module' });
  helper.addEventListener('error', (event) => lost(event.message || 'its script could not be loaded'));
  helper.postMessage(hire);
  return helper;
}

const PATIENCE = 30_000; // ms; a thread that fails says so at once, a busy machine takes its time

/** Wait until the helpers have come, or it is clear that they will not. Returns how many threads there are then. */
export async function threadsReady(): Promise<number> {
  const end = performance.now() + PATIENCE;
  while (threads() < wanted && team !== null && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return threads();
}

/** Into how many parts a kernel of so many operations is best cut: 1 where it does not pay, or nobody is there to help. */
export const handsFor = (operations: number): number => (operations < threshold ? 1 : handsAt(operations));

/** The same for a loop that reads and writes so many numbers and computes little. */
export const handsToMove = (numbers: number): number => (numbers < movingThreshold ? 1 : handsAt(MOVING * numbers));

function handsAt(operations: number): number {
  if (later !== null) {
    seen += operations;
    if (seen >= WORTH_HIRING) {
      const hire = later;
      later = null;
      hire();
    }
  }
  return threads();
}

/** Calls of the job that is being written: where each task's calls begin, and the calls. */
const starts: number[] = [];
const calls: number[] = [];

/** The compiled loops as a task that is only written down sees them. */
const scribe = Object.fromEntries(
  exportNames.map((name, number) => [
    name,
    (...args: number[]) => {
      calls.push(number, args.length);
      for (const arg of args) calls.push(arg);
      return 0;
    },
  ]),
) as unknown as Wasm;

/** Scratch of a thread beyond which its addresses would not be told from others. */
const MOST_OWN = 0x1fff_ffff;

/**
 * Do tasks 0 … count - 1, which write to different places, with so many hands (from `handsFor`). A task calls the loops it is given, and
 * makes nothing of what they return; `own` bytes of scratch are its thread's while it runs; its other arguments must then be below `OWN`.
 */
export function share(
  hands: number,
  count: number,
  own: number,
  task: (i: number, loops: Wasm, own: number) => void,
): void {
  if (hands === 1 || team === null || count < 2 || own > MOST_OWN) {
    const at = scratch(own);
    for (let i = 0; i < count; i++) task(i, wasm, at);
    return;
  }
  starts.length = 0;
  calls.length = 0;
  for (let i = 0; i < count; i++) {
    starts.push(count + 1 + calls.length);
    task(i, scribe, OWN);
  }
  starts.push(count + 1 + calls.length);
  const job = scratch(8 * (starts.length + calls.length)) >> 3;
  team.doubles.set(starts, job);
  team.doubles.set(calls, job + starts.length);
  const ownSize = (own + 63) & ~63; // threads do not write into one another's cache lines
  lead(team, count, job, scratch(ownSize * team.helpers.length + ownSize), ownSize);
}

const LINE = 16; // floats of a cache line

/** Do what happens to each of n floats (or to each of n things, where `unit` says so) in as many parts as there are hands. */
export function shareRange(
  hands: number,
  n: number,
  part: (first: number, count: number, loops: Wasm) => void,
  unit = LINE,
): void {
  const size = unit * Math.ceil(n / (hands * unit));
  if (size >= n) part(0, n, wasm);
  else share(hands, Math.ceil(n / size), 0, (i, loops) => part(i * size, Math.min(size, n - i * size), loops));
}

/** How often the leader looks whether the helpers are done before it goes to sleep, where it may. */
const LOOKS = 50_000;

function lead({ control, functions, doubles }: Team, count: number, job: number, own: number, ownSize: number): void {
  control[place.count] = count;
  control[place.job] = job;
  control[place.own] = own;
  control[place.ownSize] = ownSize;
  Atomics.store(control, place.failed, 0);
  Atomics.store(control, place.next, 0);
  Atomics.add(control, place.gate, 1); // opens
  Atomics.notify(control, place.gate);
  try {
    doTasks(control, doubles, functions, 0);
  } finally {
    Atomics.add(control, place.gate, 1); // closes: who is inside finishes his task
    let looks = 0;
    for (let inside = 1; inside > 0; ) {
      inside = Atomics.load(control, place.inside);
      if (inside > 0 && ++looks > LOOKS && maySleep()) Atomics.wait(control, place.inside, inside);
    }
  }
  if (Atomics.load(control, place.failed) !== 0) {
    throw new ChalkgradError('simd: a thread failed in a kernel', 'please report this; setThreads(1) goes on without.');
  }
}

/** A browser's main thread may not. */
const maySleep = (): boolean => typeof document === 'undefined';
