/**
 * Tasks as files, answers as files: for machines that share nothing but what is copied between them (a Kubernetes volume, the artifacts of
 * GitHub Actions). The first run writes `tasks/`, workers fill `answers/`, the next run reads them. Answers are hostile input.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIsolation } from '../../grader/isolation.ts';
import { writeDerived } from '../disk.ts';
import { type Executor, Waiting } from '../Executor.ts';
import { readRegular } from '../readRegular.ts';
import { MAX_ANSWER_BYTES, packTask, unpackAnswers } from './packing.ts';

export const taskPath = (folder: string, key: string): string => join(folder, 'tasks', `${key}.gz`);
export const answersPath = (folder: string, key: string): string => join(folder, 'answers', `${key}.gz`);

/** @param isolation behind which workers have to run; answers from elsewhere are refused */
export function folderExecutor(folder: string, isolation: ProcessIsolation = 'bwrap'): Executor {
  mkdirSync(join(folder, 'tasks'), { recursive: true });
  mkdirSync(join(folder, 'answers'), { recursive: true });
  return {
    isolation,
    width: 4,
    answersAtOnce: false,
    async run(task) {
      const read = readRegular(answersPath(folder, task.key), MAX_ANSWER_BYTES);
      if (read.ok) return unpackAnswers(read.bytes, task.callCount, isolation);
      if (read.why !== 'gone')
        throw new Error(`the answers to ${task.key.slice(0, 12)} are no ordinary file of their size`);
      const path = taskPath(folder, task.key);
      if (!existsSync(path)) writeDerived(path, packTask(task));
      throw new Waiting();
    },
    close: async () => {},
  };
}
