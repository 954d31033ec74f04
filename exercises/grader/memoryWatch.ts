/**
 * How much memory a child really holds, asked of Linux several times a second. Typed arrays lie outside Node's heap, where
 * its own limit does not count them. Elsewhere there is nobody to ask, and confine.ts's count of allocations stands alone.
 */
import { residentBytes } from './processTree.ts';

const INTERVAL_MS = 25;

/** Calls `tooMuch` once the process holds more than `bytes`. Returns the way to stop looking. */
export function watchMemory(pid: number, bytes: number, tooMuch: () => void): () => void {
  if (process.platform !== 'linux') return () => {};
  const timer = setInterval(() => {
    if (residentBytes(pid) <= bytes) return;
    clearInterval(timer);
    tooMuch();
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
