/** What Linux tells of a child and all that it started: bubblewrap stands between the grader and Node. Elsewhere there is nobody to ask. */
import { readdirSync, readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it has ended, or this is not Linux
  }
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** The process itself first. */
function treeOf(pid: number): readonly number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return [pid, ...children.flatMap((child) => treeOf(Number(child)))];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Bytes that are really in memory. */
export const residentBytes = (pid: number): number =>
  sum(treeOf(pid).map((one) => Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${one}/status`))?.[1] ?? 0) * 1024));

/** Milliseconds in which one of its threads could have run, but others had the processors. Source: Linux, Documentation/scheduler/sched-stats.rst. */
export const starvedMs = (pid: number): number =>
  sum(
    treeOf(pid).flatMap((one) =>
      threadsOf(one).map((thread) => Number(read(`/proc/${one}/task/${thread}/schedstat`).split(' ')[1] ?? 0) / 1e6),
    ),
  );

/** Linux counts a process's time in hundredths of a second, whatever its clock does. Source: man 7 time, USER_HZ. */
const TICK_MS = 10;

/** Milliseconds of processors that all of it has used. */
export const usedMs = (pid: number): number =>
  sum(
    treeOf(pid).map((one) => {
      // The name of the program, in brackets, may hold anything.
      const fields = read(`/proc/${one}/stat`).replace(/^.*\)/s, '').trim().split(' ');
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
    }),
  );
