/**
 * `npm run yours -- [chalkgrad-work.json] [--out FOLDER]`: a reader's accepted answers as one small package. The file is what the page's
 * "Save it as a file" gives; without one it is the answers of `npm run grade -- --watch`. Every answer is graded once more, in a process of
 * its own as ever; what does not pass is left out, and said.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ChalkgradError } from '#framework';
import { courseOrder } from '../../exercises/grader/course/courseOrder.ts';
import { readProgress } from '../../exercises/grader/course/progressFile.ts';
import { frameworkBundle } from '../../exercises/grader/frameworkBundle.ts';
import { gradeSource } from '../../exercises/grader/gradeSource.ts';
import { loadExercise } from '../../exercises/grader/loadExercise.ts';
import { stripTypes } from '../../exercises/grader/stripTypes.ts';
import type { Adapter } from '../../exercises/places/Substitute.ts';
import { type Accepted, answerPackage, canBePacked } from '../../exercises/yours/answerPackage.ts';
import { acceptedText } from '../player/answers/isAccepted.ts';
import { MAX_WORK_FILE_BYTES, readWorkFile } from '../workbench/workFile.ts';

const here = process.env['INIT_CWD'] ?? process.cwd();
const usage = `npm run yours -- [FILE] [--out FOLDER]

  FILE          the work that the page saved as a file; without it, the answers of npm run grade -- --watch
  --out FOLDER  where the package is written, ./my-chalkgrad unless told; it must not be there yet
  --dir FOLDER  where the answers of the terminal lie, ./my-answers unless told
`;

class UsageError extends Error {}

/** Accepted texts by exercise. */
function textsOfFile(path: string): ReadonlyMap<string, string> {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  const bytes = readFileSync(path);
  const read = bytes.length > MAX_WORK_FILE_BYTES ? null : readWorkFile(bytes.toString('utf8'));
  if (read === null || !read.ok)
    throw new UsageError(`${path} is not a file of work: choose the one that was saved as chalkgrad-work.json.`);
  return new Map(
    [...read.work].flatMap(([slug, work]) => {
      const text = acceptedText(work);
      return text === null ? [] : [[slug, text] as const];
    }),
  );
}

function textsOfFolder(folder: string): ReadonlyMap<string, string> {
  const solved = Object.keys(readProgress(folder).solved);
  const path = (slug: string): string => join(folder, `${slug}.ts`);
  return new Map(
    solved.filter((slug) => existsSync(path(slug))).map((slug) => [slug, readFileSync(path(slug), 'utf8')]),
  );
}

async function placeOf(slug: string): Promise<string> {
  const url = new URL(`../../exercises/${slug}/substitute.ts`, import.meta.url);
  if (!existsSync(url)) return '';
  return ((await import(url.href)) as { default: Adapter }).default.place;
}

/** Those that pass, in the order of the course. */
async function accepted(texts: ReadonlyMap<string, string>): Promise<readonly Accepted[]> {
  const found: Accepted[] = [];
  for (const { slug, task } of courseOrder()) {
    const source = texts.get(slug);
    if (source === undefined) continue;
    const exercise = await loadExercise(slug);
    if (!canBePacked(exercise)) continue;
    const { verdict } = await gradeSource(exercise, new TextEncoder().encode(source));
    if (verdict === 'PASS') found.push({ exercise, title: task.title, source, place: await placeOf(slug) });
    process.stdout.write(verdict === 'PASS' ? `  ${slug}\n` : `  ${slug} does not pass any more, and is left out\n`);
  }
  return found;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' }, dir: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals.length > 1) throw new UsageError(usage);
  const [file] = positionals;
  const texts =
    file === undefined ? textsOfFolder(resolve(here, values.dir ?? 'my-answers')) : textsOfFile(resolve(here, file));
  const out = resolve(here, values.out ?? 'my-chalkgrad');
  if (existsSync(out)) throw new UsageError(`${out} is there already, and stays as it is. Choose another with --out.`);
  const files = await answerPackage(await accepted(texts), {
    framework: frameworkBundle,
    javascript: async (source, name) => {
      const stripped = stripTypes(source);
      if (!stripped.ok) throw new ChalkgradError(`${name} does not parse`, 'grade it again.');
      return stripped.code;
    },
  });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  process.stdout.write(`Wrote ${out}: ${files.size} files. Test it there: npm test\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ChalkgradError || isArguments(error))) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}

function isArguments(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
