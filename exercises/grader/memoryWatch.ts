/**
 * How much memory a child really holds, asked of Linux several times a second. Typed arrays lie outside Node's heap, where
 * its own limit does not count them. Elsewhere there is nobody to ask, and confine.ts's count of allocations stands alone.
 */
import { readFileSync } from 'node:fs';

const INTERVAL_MS = 25;

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it has ended, or this is not Linux
  }
}

/** Resident bytes of a process and all it started: bubblewrap stands between the grader and Node. */
function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? '0';
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + residentBytes(Number(child)), Number(kilobytes) * 1024);
}

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
