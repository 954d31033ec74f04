/**
 * Ends a child that takes too long. What it waits for a processor that others have is not its doing: on a busy machine a right
 * answer would be called too slow. Linux counts that waiting, and it is given back, within bounds. Elsewhere the clock stands alone.
 */
import { starvedMs, usedMs } from './processTree.ts';

/** So many times its limit is the most that anything is let run. */
const PATIENCE = 4;
/** Not to look more often than this. */
const PAUSE_MS = 20;

/**
 * Calls `tooLong` when the child has had its time. Returns the way to stop looking.
 *
 * @param waited milliseconds since now that are not the child's
 * @param patience so many times the limit is the most that it is let run
 */
export function watchTime(limitMs: number, waited: () => number, tooLong: () => void, patience = PATIENCE): () => void {
  const began = performance.now();
  const look = (): void => {
    const now = performance.now() - began;
    const left = Math.min(limitMs + waited(), patience * limitMs) - now;
    if (left <= 0) tooLong();
    else timer = setTimeout(look, Math.max(left, PAUSE_MS));
  };
  let timer = setTimeout(look, limitMs);
  return () => clearTimeout(timer);
}

/** Counts from now on how long a process waits for a processor. */
export function waitedFor(pid: number | undefined): () => number {
  if (pid === undefined || process.platform !== 'linux') return () => 0;
  const before = starvedMs(pid);
  // A thread that ends takes its count along.
  return () => Math.max(0, starvedMs(pid) - before);
}

/** The same for a process that has nothing to wait for: all the time in which it did not compute. */
export function idleOf(pid: number | undefined): () => number {
  if (pid === undefined || process.platform !== 'linux') return () => 0;
  const [began, before] = [performance.now(), usedMs(pid)];
  return () => Math.max(0, performance.now() - began - (usedMs(pid) - before));
}
