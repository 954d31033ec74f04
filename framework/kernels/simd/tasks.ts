/**
 * A job as several threads see it: tasks that write to different places, each a few calls of compiled loops. The leader writes the calls
 * into the shared memory and opens the gate; whoever comes in takes the next task until none is left. Nobody is told which tasks are his,
 * so a thread whose processor is busy elsewhere takes fewer.
 */
import type { Wasm } from './engine.ts';

/** Places of the numbers that all threads see, each in a cache line of its own where many write. */
export const place = {
  /** Even: closed, odd: open. It only counts up, so that nobody takes one job for another. */
  gate: 0,
  /** The next task that nobody has taken. */
  next: 16,
  /** Helpers that are behind the gate: the leader closes it, and waits until they have come out. */
  inside: 32,
  /** Helpers that have come to work at all. */
  ready: 48,
  /** 1 once a call has failed in a helper. */
  failed: 49,
  /** Tasks that helpers have done. */
  helped: 50,
  /** The job: how many tasks, where they are written (an index into the memory as float64), and the helpers' own scratch. */
  count: 64,
  job: 65,
  own: 66,
  ownSize: 67,
} as const;

export const CONTROL_SIZE = 80;

export type Control = Int32Array<SharedArrayBuffer>;

/**
 * From here on an address means a place in the scratch of whichever thread takes the task, and the thread puts its own in. The memory is
 * never so large, and what else a loop with scratch is given (sizes, steps, a scale) is smaller.
 */
export const OWN = 0x6000_0000;

/**
 * Take tasks until none is left; returns how many those were. Written for each task: where its calls begin. For each call: the number of its function, how many
 * arguments, the arguments. All as float64, which holds addresses and whatever else a loop is given.
 */
export function doTasks(
  control: Control,
  doubles: Float64Array,
  functions: readonly Wasm[keyof Wasm][],
  thread: number,
): number {
  const count = control[place.count]!;
  const job = control[place.job]!;
  const ownSize = control[place.ownSize]!;
  const shift = control[place.own]! + thread * ownSize - OWN;
  const least = ownSize > 0 ? OWN : Number.POSITIVE_INFINITY;
  const args: number[] = [];
  let done = 0;
  for (let task = Atomics.add(control, place.next, 1); task < count; task = Atomics.add(control, place.next, 1)) {
    const end = job + doubles[job + task + 1]!;
    for (let at = job + doubles[job + task]!; at < end; ) {
      const call = functions[doubles[at]!]!;
      const size = doubles[at + 1]!;
      args.length = size;
      at += 2;
      for (let i = 0; i < size; i++) {
        const value = doubles[at++]!;
        args[i] = value >= least ? value + shift : value;
      }
      call(...args);
    }
    done++;
  }
  return done;
}
