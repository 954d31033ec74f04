/** Runs the tasks of a folder that have no answers yet: all of them, or every n-th where several workers share the folder. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIsolation } from '../../grader/isolation.ts';
import { writeDerived } from '../disk.ts';
import { readRegular } from '../readRegular.ts';
import { workThrough } from '../workThrough.ts';
import { answersPath, taskPath } from './folderExecutor.ts';
import { runTask } from './runTask.ts';

const MAX_TASK_FILE = 64 * 1024 * 1024;

export interface Share {
  /** From 0: a Kubernetes Job gives it as JOB_COMPLETION_INDEX. */
  readonly index: number;
  readonly of: number;
}

/** Whose task it is, by its name, so that everybody agrees without speaking to each other. */
export const isMine = (key: string, { index, of }: Share): boolean =>
  Number.parseInt(key.slice(0, 8), 16) % of === index;

/** @returns how many tasks were run */
export async function folderWorker(
  folder: string,
  share: Share,
  isolation: ProcessIsolation,
  width: number,
): Promise<number> {
  const names = existsSync(join(folder, 'tasks')) ? readdirSync(join(folder, 'tasks')).sort() : [];
  const keys = names.flatMap((name) => /^([0-9a-f]{64})\.gz$/.exec(name)?.[1] ?? []);
  const mine = keys.filter((key) => isMine(key, share) && !existsSync(answersPath(folder, key)));
  mkdirSync(join(folder, 'answers'), { recursive: true });
  const run = async (key: string): Promise<void> => {
    const task = readRegular(taskPath(folder, key), MAX_TASK_FILE);
    if (!task.ok) throw new Error(`the task ${key.slice(0, 12)} cannot be read`);
    writeDerived(answersPath(folder, key), await runTask(task.bytes, isolation));
  };
  await workThrough(mine, width, run, () => false);
  return mine.length;
}
