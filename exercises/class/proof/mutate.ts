/**
 * `npm run mutate [-- NAME]`: changes the files that decide about marks, one small change at a time, and asks their tests whether they notice. The
 * comparator, the intake and the decoder are to notice nine in ten. Every change that nobody noticed is listed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { progressBar } from '../progressBar.ts';
import { workThrough } from '../workThrough.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What is changed, and who is to notice. */
const rooms: Readonly<Record<string, { readonly files: readonly string[]; readonly tests: readonly string[] }>> = {
  comparator: { files: ['grader/compare.ts'], tests: ['grader/compare.test.ts', 'grader/same.test.ts'] },
  intake: {
    files: ['grader/intake.ts', 'class/handIn.ts', 'class/readRegular.ts'],
    tests: ['grader/intake.test.ts', 'class/handIn.test.ts'],
  },
  decoder: {
    files: ['grader/protocol.ts', 'grader/sandbox/readValue.ts'],
    tests: ['grader/protocol.test.ts', 'grader/decoder.test.ts'],
  },
};
const TARGET = 0.9;
/** The tests of an unchanged file take a second or two. */
const HANG_MS = 30_000;

const scratch = mkdtempSync(join(tmpdir(), 'chalkgrad-mutants-'));

/** Whether a test failed, or the change kept it from ending. */
function isNoticed(file: string, source: string, tests: readonly string[], id: number): Promise<boolean> {
  const changed = join(scratch, `${id}.ts`);
  writeFileSync(changed, source);
  const program = fileURLToPath(new URL('tryMutant.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--max-old-space-size=1024', program, here(file), changed, ...tests.map(here)],
    { stdio: 'ignore' },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), HANG_MS);
  return new Promise((resolve) =>
    child.once('close', (code) => {
      clearTimeout(timer);
      rmSync(changed);
      resolve(code !== 0);
    }),
  );
}

interface Score {
  readonly noticed: number;
  readonly total: number;
  readonly missed: readonly string[];
}

async function scoreOf(name: string): Promise<Score> {
  const { files, tests } = rooms[name]!;
  const all: { readonly file: string; readonly mutant: Mutant }[] = [];
  for (const file of files) {
    const source = readFileSync(here(file), 'utf8');
    if (await isNoticed(file, source, tests, 0))
      throw new Error(`the tests fail on ${file} as it is: ${tests.join(', ')}`);
    all.push(...mutantsOf(file, source).map((mutant) => ({ file, mutant })));
  }
  const missed: string[] = [];
  const progress = progressBar(name, all.length, process.stdout);
  const indexed = all.map((one, i) => ({ ...one, i }));
  await workThrough(
    indexed,
    availableParallelism(),
    async ({ file, mutant, i }) => {
      if (!(await isNoticed(file, mutant.source, tests, i + 1)))
        missed.push(`${file}:${mutant.line}  ${mutant.change}`);
      progress.step();
    },
    () => false,
  );
  progress.end();
  return { noticed: all.length - missed.length, total: all.length, missed: missed.sort() };
}

const wanted = process.argv.slice(2);
const names = Object.keys(rooms).filter((name) => wanted.length === 0 || wanted.includes(name));
let isGood = names.length > 0;
try {
  for (const name of names) {
    const { noticed, total, missed } = await scoreOf(name);
    for (const line of missed) process.stdout.write(`  nobody noticed: ${line}\n`);
    process.stdout.write(
      `${name}: ${noticed} of ${total} changes noticed, ${((noticed / total) * 100).toFixed(1)} %\n`,
    );
    isGood &&= noticed / total >= TARGET;
  }
} finally {
  rmSync(scratch, { recursive: true });
}
process.exitCode = isGood ? 0 : 1;
