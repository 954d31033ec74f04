/**
 * Grades a class with answers that were recorded before: for trying what happens to the class when its grader is killed or its disk is full,
 * where the running of code would only take time.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bestIsolation } from '../../grader/isolation.ts';
import { assignmentOf } from '../assignment.ts';
import { realDisk, writeDerived, writingTo } from '../disk.ts';
import type { Executor } from '../Executor.ts';
import { gradeClass } from '../gradeClass.ts';
import { sha256 } from '../hashes.ts';
import { Journal } from '../journal.ts';
import { loadAssigned } from '../loadAssigned.ts';
import { lockFolder } from '../lock.ts';
import { progressBar } from '../progressBar.ts';
import { packTask, unpackAnswers } from '../queue/packing.ts';
import { runTask } from '../queue/runTask.ts';
import { readRegular } from '../readRegular.ts';
import { readRoster } from '../roster.ts';
import { writeResults } from '../writeResults.ts';

export interface ReplayPlan {
  readonly submissions: string;
  readonly roster: string;
  readonly exercises: readonly string[];
  readonly out: string;
  readonly seed: number;
}

/** @param folder keeps the answers, by what was asked */
function replayExecutor(folder: string): Executor {
  const isolation = bestIsolation();
  mkdirSync(folder, { recursive: true });
  return {
    isolation,
    width: 8,
    answersAtOnce: true,
    async run(task) {
      const path = join(folder, `${sha256(task.job)}.gz`);
      const read = readRegular(path, 2 ** 24);
      if (read.ok) return unpackAnswers(read.bytes, task.callCount, isolation);
      const answers = await runTask(packTask(task), isolation);
      writeDerived(path, answers);
      return unpackAnswers(answers, task.callCount, isolation);
    },
    close: async () => {},
  };
}

/** @param folder FOLDER/answers holds a file for each job that was ever run */
export async function replayClass(folder: string, plan: ReplayPlan): Promise<void> {
  const { submissions, out, seed } = plan;
  const assignment = { ...assignmentOf(plan.exercises), seeds: [seed] };
  const exercises = await loadAssigned(assignment, folder);
  const roster = readRoster(readFileSync(plan.roster, 'utf8'));
  writingTo(out, () => mkdirSync(out, { recursive: true }));
  const unlock = lockFolder(out);
  try {
    const journal = Journal.open(join(out, 'journal.jsonl'));
    try {
      const work = { submissions, out, roster, assignment, exercises, journal, disk: realDisk, times: null };
      const executor = replayExecutor(join(folder, 'answers'));
      const bar = (label: string, total: number) => progressBar(label, total, { write: () => {} });
      const { strangers } = await gradeClass({ ...work, executor, regrade: false, stopped: () => false, bar });
      writeResults({
        ...work,
        entries: journal.entries,
        names: false,
        site: 'http://localhost/',
        strangers,
        about: { lessonOf: () => '', questionFor: () => null },
        canvasExport: null,
      });
    } finally {
      await journal.close().catch(() => {});
    }
  } finally {
    unlock();
  }
}
