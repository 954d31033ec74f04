/**
 * `npm run grade -- <exercise> [FILE]`: grades a file in the terminal, exactly as the lesson's page does.
 *
 * With `--watch` it goes through the whole course; with `--report` it grades all that was begun, as an instructor would see it.
 *
 * Exit codes: 0 full marks (of everything, with --watch; of all that was begun, with --report), 1 not full marks, 2 bad submission or bad usage, 3 the grader is at fault,
 * 130 after Ctrl-C.
 */
import { constants, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { courseOrder, startOf } from './course/courseOrder.ts';
import { listCourse } from './course/listCourse.ts';
import { readProgress, writeProgress } from './course/progressFile.ts';
import { readAnswer, UsageError } from './course/readAnswer.ts';
import { readPackageFolder } from './course/readPackageFolder.ts';
import { reportCourse } from './course/reportCourse.ts';
import { watchCourse } from './course/watchCourse.ts';
import { english } from './english.ts';
import { explain } from './explain.ts';
import { gradeSource } from './gradeSource.ts';
import { exerciseSlugs, loadExercise } from './loadExercise.ts';
import { nearest } from './nearest.ts';
import { report } from './report.ts';
import type { Verdict } from './verdict.ts';

/** Where the student stands: npm moves to the package's folder before it runs a script, and remembers the place here. */
const here = process.env['INIT_CWD'] ?? process.cwd();

const usage = `npm run grade -- EXERCISE [FILE]
npm run grade -- --watch
npm run grade -- --report

  FILE          your answer; without it, EXERCISE.ts in the folder you are in, or else among your answers;
                of a package, the archive, or the folder that npm run yours wrote
  --new         write the exercise's start to FILE, never over a file that is there
  --watch       go through the course: grade what you save, go on when it passes, resume where you were
  --list        name the exercises, and how far you are
  --report      grade all you have begun: points, and mistakes by name, as an instructor's report shows them
  --dir FOLDER  where your answers lie, ./my-answers unless told
  --seed N      other random cases of the same kinds
  --json        the verdict as JSON
`;

function knownSlug(slug: string | undefined): string {
  if (slug === undefined) throw new UsageError(`Which exercise?\n\n${usage}`);
  if (exerciseSlugs().includes(slug)) return slug;
  const close = nearest(slug, exerciseSlugs());
  throw new UsageError(
    `There is no exercise “${slug}”. ${close ? `Did you mean “${close}”?` : 'npm run grade -- --list names them.'}`,
  );
}

function writeStart(slug: string, path: string): void {
  try {
    copyFileSync(startOf(slug), path, constants.COPYFILE_EXCL);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!exists) throw new UsageError(`${path} could not be written. Is there such a folder, and may you write in it?`);
    throw new UsageError(`${path} is there already, and stays as it is. Choose another name.`);
  }
  process.stdout.write(`Wrote ${path}. Write your answer there, then run the same line without --new.\n`);
}

function exitCode({ status, verdict }: Verdict): number {
  if (status === 'infra') return 3;
  if (status === 'invalid') return 2;
  return verdict === 'PASS' ? 0 : 1;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        list: { type: 'boolean' },
        watch: { type: 'boolean' },
        report: { type: 'boolean' },
        dir: { type: 'string' },
        new: { type: 'boolean' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function readSeed(text: string | undefined): { seed?: number } {
  if (text === undefined) return {};
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new UsageError(`--seed takes a whole number from 0 to 2^53 - 1, not “${text}”.`);
  return { seed };
}

/** Remembers a pass where the file is one of the answers that --watch goes through. */
function remember(slug: string, path: string, folder: string, { verdict, submission }: Verdict): void {
  if (verdict !== 'PASS' || path !== join(folder, `${slug}.ts`)) return;
  const progress = readProgress(folder);
  writeProgress(folder, {
    ...progress,
    solved: { ...progress.solved, [slug]: { at: Date.now(), sha256: submission.sha256 } },
  });
}

/** Where the answer to an exercise is looked for when no file is named. */
function defaultPath(slug: string, folder: string): string {
  const [beside, among] = [resolve(here, `${slug}.ts`), join(folder, `${slug}.ts`)];
  return !existsSync(beside) && existsSync(among) ? among : beside;
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const folder = resolve(here, values.dir ?? 'my-answers');
  const print = (text: string): void => void process.stdout.write(text);
  if (values.help) print(usage);
  if (values.list) print(listCourse(courseOrder(), readProgress(folder), folder, english));
  if (values.help || values.list) return 0;
  if (values.watch) return watchCourse({ folder, here, words: english, input: process.stdin, print });
  if (values.report) return reportCourse({ folder, here, words: english, print, ...readSeed(values.seed) });
  const slug = knownSlug(positionals[0]);
  const path = positionals[1] === undefined ? defaultPath(slug, folder) : resolve(here, positionals[1]);
  if (values.new) {
    writeStart(slug, path);
    return 0;
  }
  const exercise = await loadExercise(slug);
  const bytes =
    readPackageFolder(exercise, path) ??
    readAnswer(path, `To begin: npm run grade -- ${slug} ${relative(here, path)} --new`);
  const verdict = await gradeSource(exercise, bytes, {
    ...readSeed(values.seed),
    start: readFileSync(startOf(slug), 'utf8'),
  });
  remember(slug, path, folder, verdict);
  const title = `${relative(here, path)} · ${slug} · sha256 ${verdict.submission.sha256.slice(0, 8)}`;
  print(
    values.json
      ? `${JSON.stringify(verdict)}\n`
      : `\n  ${title}\n${report(explain(verdict, exercise, english), english)}`,
  );
  return exitCode(verdict);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n`);
  else
    process.stderr.write(
      `The grader is at fault, not your answer.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  process.exitCode = error instanceof UsageError ? 2 : 3;
}
