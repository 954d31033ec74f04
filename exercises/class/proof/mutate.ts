/**
 * `npm run mutate [-- NAME]`: changes the files that decide about marks, one small change at a time, and asks their tests whether they notice. The
 * comparator, the intake and the decoder are to notice nine in ten. Every change that nobody noticed is listed.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { idleOf, watchTime } from '../../grader/timeWatch.ts';
import { progressBar } from '../progressBar.ts';
import { workThrough } from '../workThrough.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { Trial } from './tryMutants.ts';

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
/** The tests of an unchanged file take a second of a processor. What a busy machine makes wait, for it or for its disk, has not failed. */
const HANG_MS = 10_000;
/** What waits for ever uses no processor: so many times as long by the clock, and it hangs all the same. */
const HANG_PATIENCE = 12;

const scratch = mkdtempSync(join(tmpdir(), 'chalkgrad-mutants-'));

/** Where changes are tried, one after the other, until one of them hangs or ends it. */
class Bench {
  private child: ChildProcess | null = null;

  /** Whether a test failed, or the change kept it from ending. */
  async isNoticed(file: string, text: string, tests: readonly string[], id: number): Promise<boolean> {
    const source = join(scratch, `${id}.ts`);
    writeFileSync(source, text);
    const program = fileURLToPath(new URL('tryMutants.ts', import.meta.url));
    this.child ??= fork(program, { execArgv: ['--no-warnings', '--max-old-space-size=1024'] });
    const { child } = this;
    const trial: Trial = { id, target: here(file), source, tests: tests.map(here) };
    const answer = await new Promise<{ readonly unnoticed: boolean } | null>((resolve) => {
      const gone = (): void => resolve(null);
      child.once('message', (message) => resolve(message as { readonly unnoticed: boolean }));
      child.once('exit', gone);
      const stop = watchTime(HANG_MS, idleOf(child.pid), () => void child.kill('SIGKILL'), HANG_PATIENCE);
      child.once('exit', stop);
      child.once('message', stop);
      child.send(trial);
    });
    child.removeAllListeners();
    rmSync(source);
    if (answer === null) this.child = null;
    return !(answer?.unnoticed ?? false);
  }

  end(): void {
    this.child?.kill();
  }
}

interface Score {
  readonly noticed: number;
  readonly total: number;
  readonly missed: readonly string[];
}

async function scoreOf(name: string): Promise<Score> {
  const { files, tests } = rooms[name]!;
  const all: { readonly file: string; readonly mutant: Mutant }[] = [];
  const benches = Array.from({ length: availableParallelism() }, () => new Bench());
  for (const [i, file] of files.entries()) {
    const source = readFileSync(here(file), 'utf8');
    if (await benches[0]!.isNoticed(file, source, tests, -1 - i))
      throw new Error(`the tests fail on ${file} as it is: ${tests.join(', ')}`);
    all.push(...mutantsOf(file, source).map((mutant) => ({ file, mutant })));
  }
  const missed: string[] = [];
  const progress = progressBar(name, all.length, process.stdout);
  const indexed = all.map((one, i) => ({ ...one, i }));
  await workThrough(
    indexed,
    benches.length,
    async ({ file, mutant, i }) => {
      const bench = benches.pop()!;
      if (!(await bench.isNoticed(file, mutant.source, tests, i)))
        missed.push(`${file}:${mutant.line}  ${mutant.change}`);
      benches.push(bench);
      progress.step();
    },
    () => false,
  );
  progress.end();
  for (const bench of benches) bench.end();
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
