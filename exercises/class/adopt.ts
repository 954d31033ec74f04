/**
 * `npm run grade:class -- adopt CLUSTER NEW-ID`: drafts a file for a mistake that many made and nobody had named: one of the texts, under a
 * comment that still has to be written. The proof of the exercise then says whether it differs from the mistakes that are known.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../grader/course/readAnswer.ts';
import { exercisesFolder } from '../grader/loadExercise.ts';
import { writeWhole } from './disk.ts';
import { keysOf, known } from './gradebook.ts';
import { sourcePath } from './gradeClass.ts';
import { type IntakeEntry, type JobEntry, readJournal } from './journal.ts';

/** The text of an answer whose cluster this is. */
function sourceIn(out: string, cluster: string): { readonly exercise: string; readonly source: string } {
  const all = known(readJournal(readFileSync(join(out, 'journal.jsonl'))).entries);
  const isMine = ({ exercise, behaviour, verdict }: JobEntry): boolean =>
    `${exercise}-${(behaviour || verdict.submission.sha256).slice(0, 8)}` === cluster;
  for (const intake of (all?.intakes.values() ?? []) as Iterable<IntakeEntry>)
    for (const [exercise, answer] of Object.entries(intake.answers)) {
      if ('refused' in answer) continue;
      const jobs = keysOf(all!.run, exercise, answer.sha256).flatMap((key) => all!.jobs.get(key) ?? []);
      if (jobs.some(isMine)) return { exercise, source: readFileSync(sourcePath(out, answer.sha256), 'utf8') };
    }
  throw new UsageError(`There is no cluster “${cluster}” in ${out}. Section 3 of the report names them.`);
}

/** @returns the path of the draft */
export function adopt(out: string, cluster: string | undefined, id: string | undefined): string {
  if (cluster === undefined || id === undefined || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
    throw new UsageError(
      'npm run grade:class -- adopt CLUSTER NEW-ID --out DIR    NEW-ID is small letters, digits and hyphens: sign-flipped',
    );
  const { exercise, source } = sourceIn(out, cluster);
  const path = fileURLToPath(new URL(`${exercise}/wrong/${id}.ts`, exercisesFolder));
  if (!existsSync(new URL(`${exercise}/check.ts`, exercisesFolder)))
    throw new UsageError(
      `“${exercise}” is no exercise of the course: put the text into its folder yourself, from ${out}.`,
    );
  if (existsSync(path)) throw new UsageError(`${path} is there already, and stays as it is.`);
  const comment = `/**\n * TODO: the mistake in a few words\n *\n * TODO: what to do about it, in a sentence or two.\n */\n\n`;
  writeWhole(path, comment + source.replace(/^\uFEFF/, ''));
  return path;
}
