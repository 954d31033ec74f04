/**
 * `npm run grade -- <exercise> [FILE]`: grades a file in the terminal, exactly as the lesson's page does.
 *
 * Exit codes: 0 full marks, 1 not full marks, 2 bad submission or bad usage, 3 the grader is at fault.
 */
import { constants, copyFileSync, existsSync, lstatSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { english } from './english.ts';
import { explain } from './explain.ts';
import { gradeSource } from './gradeSource.ts';
import { MAX_FILE_BYTES } from './intake.ts';
import { exerciseSlugs, loadExercise } from './loadExercise.ts';
import { nearest } from './nearest.ts';
import { report } from './report.ts';
import type { Verdict } from './verdict.ts';

const exercisesFolder = new URL('../', import.meta.url);
/** Where the student stands: npm moves to the package's folder before it runs a script, and remembers the place here. */
const here = process.env['INIT_CWD'] ?? process.cwd();

const usage = `npm run grade -- EXERCISE [FILE]

  FILE          your answer; without it, EXERCISE.ts in the folder you are in
  --new         write the exercise's start to FILE, never over a file that is there
  --list        name the exercises
  --seed N      other random cases of the same kinds
  --json        the verdict as JSON
`;

/** Something the person at the keyboard can put right: a message and what to do, exit code 2. */
class UsageError extends Error {}

function knownSlug(slug: string | undefined): string {
  if (slug === undefined) throw new UsageError(`Which exercise?\n\n${usage}`);
  if (exerciseSlugs().includes(slug)) return slug;
  const close = nearest(slug, exerciseSlugs());
  throw new UsageError(
    `There is no exercise “${slug}”. ${close ? `Did you mean “${close}”?` : 'npm run grade -- --list names them.'}`,
  );
}

const startOf = (slug: string): URL => new URL(`${slug}/start.ts`, exercisesFolder);

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

function readSubmission(path: string, slug: string): Uint8Array {
  if (!existsSync(path))
    throw new UsageError(`There is no file ${path}.\nTo begin: npm run grade -- ${slug} ${relative(here, path)} --new`);
  const about = lstatSync(path);
  if (!about.isFile()) throw new UsageError(`${path} is not an ordinary file. Give the path of the file itself.`);
  // Reading stops being sensible far above the limit; the verdict names the limit itself.
  if (about.size > 64 * MAX_FILE_BYTES)
    throw new UsageError(`${path} has ${about.size} bytes; at most ${MAX_FILE_BYTES} are read.`);
  return readFileSync(path);
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

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) process.stdout.write(usage);
  if (values.list) process.stdout.write(`${exerciseSlugs().join('\n')}\n`);
  if (values.help || values.list) return 0;
  const slug = knownSlug(positionals[0]);
  const path = resolve(here, positionals[1] ?? `${slug}.ts`);
  if (values.new) {
    writeStart(slug, path);
    return 0;
  }
  const bytes = readSubmission(path, slug);
  const exercise = await loadExercise(slug);
  const verdict = await gradeSource(exercise, bytes, {
    ...readSeed(values.seed),
    start: readFileSync(fileURLToPath(startOf(slug)), 'utf8'),
  });
  const title = `${relative(here, path)} · ${slug} · sha256 ${verdict.submission.sha256.slice(0, 8)}`;
  const text = values.json
    ? `${JSON.stringify(verdict)}\n`
    : `\n  ${title}\n${report(explain(verdict, exercise, english), english)}`;
  process.stdout.write(text);
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
