/** The machine that a comparison runs on, asked of the system: processor and allowed cores, priority, load. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, getPriority, loadavg } from 'node:os';
import type { Circumstances } from './benchReport.ts';

/** Names of scheduling policies by their number. Source: sched(7), linux/sched.h. */
const POLICIES: Readonly<Record<number, string>> = {
  0: 'SCHED_OTHER',
  1: 'SCHED_FIFO',
  2: 'SCHED_RR',
  3: 'SCHED_BATCH',
  5: 'SCHED_IDLE',
  6: 'SCHED_DEADLINE',
};

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // another system than Linux
  }
};

/**
 * Policy and priority of a process from its line in /proc/PID/stat; null where the line is another system's.
 *
 * Source: proc_pid_stat(5), fields 19 (nice), 40 (rt_priority) and 41 (policy), counted behind the name in brackets.
 *
 * @example policyOf(readFileSync('/proc/self/stat', 'utf8')) // 'SCHED_RR 1'
 */
export function policyOf(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [nice, urgent, policy] = [fields[16], fields[37], fields[38]].map(Number);
  if (policy === undefined || !Number.isInteger(policy)) return null;
  const name = POLICIES[policy] ?? `policy ${policy}`;
  return urgent! > 0 ? `${name} ${urgent}` : `${name}, nice ${nice}`;
}

/** @example allowedCores('Cpus_allowed_list:\t0-1') // '0-1' */
export const allowedCores = (status: string): string | null =>
  /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? null;

export function circumstances(): Circumstances {
  const cores = allowedCores(read('/proc/self/status') ?? '') ?? `${availableParallelism()} of them`;
  return {
    core: `${cpus()[0]?.model.trim() ?? 'unknown processor'}, cores ${cores}`,
    priority: policyOf(read('/proc/self/stat') ?? '') ?? `nice ${getPriority()}`,
    load: loadavg()[0]!,
  };
}
