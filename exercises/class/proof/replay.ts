/**
 * Grades a class with answers that were recorded before: for trying what happens to the class when its grader is killed, where the running
 * of code would only take time. One process, to be killed: `node replay.ts FOLDER`; FOLDER/answers holds a file for each job that was ever run.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bestIsolation } from '../../grader/isolation.ts';
import { assignmentOf } from '../assignment.ts';
import { realDisk, writeDerived } from '../disk.ts';
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

const folder = process.argv[2]!;
const {
  submissions,
  roster: rosterFile,
  exercises: slugs,
  out,
  seed,
} = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as ReplayPlan;
const assignment = { ...assignmentOf(slugs), seeds: [seed] };
const exercises = await loadAssigned(assignment, folder);
const roster = readRoster(readFileSync(rosterFile, 'utf8'));
mkdirSync(out, { recursive: true });
const unlock = lockFolder(out);
const journal = Journal.open(join(out, 'journal.jsonl'));
const work = { submissions, out, roster, assignment, exercises, journal, disk: realDisk, times: null, regrade: false };
const executor = replayExecutor(join(folder, 'answers'));
const bar = (label: string, total: number) =>
  progressBar(label, total, { write: (text) => process.stdout.write(text) });
const { strangers } = await gradeClass({ ...work, executor, stopped: () => false, bar });
const about = { lessonOf: () => '', questionFor: () => null };
writeResults({
  ...work,
  entries: journal.entries,
  names: false,
  site: 'http://localhost/',
  strangers,
  about,
  canvasExport: null,
});
await journal.close();
unlock();
