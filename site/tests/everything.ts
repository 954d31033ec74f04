// The one `npm test`: types, style, unit tests, the built site and its tests, in that order, everything shown as it runs.
//
//   npm test                          all stages
//   npm test -- --only unit           some of them: sync, types, lint, unit, build, site (commas for several)
//   npm test -- --only exercise/SLUG  the proof of one exercise, in seconds
//
// It goes on after a failing stage, so that one run shows every failure, and exits with 1 if any failed. The last line is
// `N passed, N failed`: tests are counted singly; a stage without tests (types, lint, …) counts as one. A stage that fails
// without a failing test (say, a test file that cannot be loaded) still counts as one failed. It skips nothing. Where CI is set, a test of
// the built site that fails is tried once more: machines that are shared stop for seconds. Which ones needed it is told; they are to be mended.
// Failed tests are named once more before the count, with the beginning of what they said.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'chalkgrad-tests-'));
const longestStageMs = 40 * 60_000;

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface Failure {
  readonly test: string;
  readonly message: string;
}

interface Stage {
  readonly name: string;
  readonly title: string;
  /** Program inside node_modules, started with the Node that runs this file, and its arguments. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly needsBrowser?: boolean;
  /** Name of the stage without whose success this one would test something stale. */
  readonly after?: string;
  /** Reads the tool's own report. Absent where the stage as a whole is the one thing that passes or fails. */
  readonly count?: () => Count;
  /** The failed tests of that report, and what they said. */
  readonly failures?: () => Failure[];
  /** The tests that passed only when they were tried again, and what they said at first. */
  readonly unsteady?: () => Failure[];
}

const vitestReport = join(scratch, 'vitest.json');
const playwrightReport = join(scratch, 'playwright.json');

const stages: readonly Stage[] = [
  { name: 'sync', title: 'Generate content types', command: ['astro/bin/astro.mjs', 'sync'] },
  { name: 'types', title: 'Check types', command: ['typescript/bin/tsc', '--noEmit'] },
  { name: 'lint', title: 'Check style', command: ['@biomejs/biome/bin/biome', 'check', '.'] },
  {
    name: 'unit',
    title: 'Unit tests, in Node and in the browser',
    command: ['vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    needsBrowser: true,
    count: () => vitestCount(readJson(vitestReport)),
    failures: () => vitestFailures(readJson(vitestReport)),
  },
  { name: 'build', title: 'Build the site', command: ['astro/bin/astro.mjs', 'build'] },
  {
    name: 'site',
    title: 'Tests of the built site',
    command: ['@playwright/test/cli.js', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    needsBrowser: true,
    after: 'build',
    count: () => playwrightCount(readJson(playwrightReport)),
    failures: () => playwrightTests(readJson(playwrightReport), ({ ok }) => ok === false),
    unsteady: () => playwrightTests(readJson(playwrightReport), isUnsteady),
  },
];

type Json = { readonly [key: string]: unknown };

function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function numberAt(json: Json, key: string): number {
  const value = json[key];
  if (typeof value !== 'number') throw new Error(`The test report has no number "${key}".`);
  return value;
}

const listAt = (json: Json, key: string): readonly Json[] => (Array.isArray(json[key]) ? json[key] : []);

function vitestCount(report: Json): Count {
  const unloadable = listAt(report, 'testResults').filter(
    (file) => file['status'] === 'failed' && listAt(file, 'assertionResults').length === 0,
  ).length;
  return {
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests') + unloadable,
    skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
  };
}

function playwrightCount(report: Json): Count {
  const stats = report['stats'] as Json;
  return {
    passed: numberAt(stats, 'expected') + numberAt(stats, 'flaky'),
    failed: numberAt(stats, 'unexpected'),
    skipped: numberAt(stats, 'skipped'),
  };
}

function vitestFailures(report: Json): Failure[] {
  return listAt(report, 'testResults').flatMap((file): Failure[] => {
    const name = relative(root, String(file['name']));
    const tests = listAt(file, 'assertionResults');
    if (tests.length === 0 && file['status'] === 'failed') return [{ test: name, message: String(file['message']) }];
    return tests
      .filter(({ status }) => status === 'failed')
      .map((test) => ({
        test: `${name} › ${String(test['fullName'])}`,
        message: ((test['failureMessages'] as string[] | undefined) ?? []).join('\n'),
      }));
  });
}

/** Suites hold suites (files, describe blocks), which hold specs, whose tests were run once in each project. */
function playwrightTests(suite: Json, wanted: (spec: Json) => boolean): Failure[] {
  const here = listAt(suite, 'specs')
    .filter(wanted)
    .map((spec) => ({
      test: `${String(spec['file'])}:${String(spec['line'])} › ${String(spec['title'])}`,
      message: listAt(spec, 'tests')
        .flatMap((test) => listAt(test, 'results'))
        .map(({ error }) => (error as Json | undefined)?.['message'] ?? '')
        .join('\n'),
    }));
  return [...here, ...listAt(suite, 'suites').flatMap((inner) => playwrightTests(inner, wanted))];
}

const isUnsteady = (spec: Json): boolean => listAt(spec, 'tests').some(({ status }) => status === 'flaky');

const LINES_OF_MESSAGE = 8;

function failureText({ test, message }: Failure): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES_OF_MESSAGE);
  return [`✗ ${test}`, ...lines.map((line) => `    ${line}`)].join('\n');
}

function readReport(read: Stage['failures']): Failure[] {
  try {
    return read?.() ?? [];
  } catch {
    return []; // no readable report: countOf has said so
  }
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(3, 76 - text.length))}\n`);
}

/** Runs a program with its output passed through; true when it ends well in time. */
function runProgram(stage: Stage): Promise<boolean> {
  const [program, ...args] = stage.command;
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...stage.env };
  const child = spawn(process.execPath, [join(root, 'node_modules', program!), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stopTimers = endWhenTooLong(child, stage.name);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${stage.name} could not start: ${error.message}`);
      stopTimers();
      resolve(false);
    });
    child.on('exit', (code, signal) => {
      if (signal) console.error(`${stage.name} was ended by ${signal}.`);
      stopTimers();
      resolve(code === 0);
    });
  });
}

// An interrupt first: it lets Playwright stop its web server, which a kill would leave running.
function endWhenTooLong(child: ChildProcess, name: string): () => void {
  const interrupt = setTimeout(() => {
    console.error(`${name} has taken ${longestStageMs / 60_000} minutes and is stopped.`);
    child.kill('SIGINT');
  }, longestStageMs);
  const kill = setTimeout(() => child.kill('SIGKILL'), longestStageMs + 20_000);
  return () => {
    clearTimeout(interrupt);
    clearTimeout(kill);
  };
}

function countOf(stage: Stage, ok: boolean): Count {
  if (!stage.count) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  try {
    const count = stage.count();
    return !ok && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    console.error(`${stage.name} left no readable report, so it counts as failed.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function runStage(stage: Stage, failedBefore: ReadonlySet<string>): Promise<Count> {
  const started = performance.now();
  heading(stage.title);
  if (stage.after && failedBefore.has(stage.after)) {
    console.error(`Not run, because "${stage.after}" failed; that counts as failed.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (stage.needsBrowser && !ensureChromium()) return { passed: 0, failed: 1, skipped: 0 };
  const count = countOf(stage, await runProgram(stage));
  console.log(
    `\n${stage.title}: ${count.failed ? 'FAILED' : 'passed'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  return count;
}

function summary(counts: ReadonlyMap<Stage, Count>): string {
  const lines = [...counts].map(([{ title }, { passed, failed, skipped }]) => {
    const skips = skipped ? `, ${skipped} skipped` : '';
    return `${failed ? '✗' : '✓'} ${title.padEnd(40)} ${passed} passed, ${failed} failed${skips}`;
  });
  return lines.join('\n');
}

/** The proof of one exercise: exercises/grader/proof, told which folder to look at. */
function proofOf(slug: string): Stage {
  if (!existsSync(join(root, 'exercises', slug, 'check.ts')))
    throw new Error(`There is no exercises/${slug}/check.ts. npm run new -- exercise ${slug} makes an exercise.`);
  const report = join(scratch, `${slug}.json`);
  // Only what takes a part's place is put there: a file of tests without any is an error.
  const isPart = existsSync(join(root, 'exercises', slug, 'substitute.ts'));
  const files = ['exercises/grader/proof', `exercises/${slug}/`, ...(isPart ? ['site/player/answers'] : [])];
  return {
    name: `exercise/${slug}`,
    title: `Prove the exercise ${slug}`,
    command: ['vitest/vitest.mjs', 'run', '--project', 'node', '--project', 'node, alone', ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], // biome-ignore format: one line reads better
    env: { CHALKGRAD_EXERCISE: slug },
    count: () => vitestCount(readJson(report)),
    failures: () => vitestFailures(readJson(report)),
  };
}

function chosenStages(): readonly Stage[] {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const wanted = (values.only ?? []).flatMap((names) => names.split(','));
  const proofs = wanted
    .filter((name) => name.startsWith('exercise/'))
    .map((name) => proofOf(name.slice('exercise/'.length)));
  const known = [...stages, ...proofs];
  const unknown = wanted.filter((name) => !known.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No stage is called ${unknown.join(', ')}. Stages are: ${stages.map(({ name }) => name).join(', ')}.`,
    );
  }
  return wanted.length > 0 ? known.filter(({ name }) => wanted.includes(name)) : stages;
}

async function main(): Promise<number> {
  const counts = new Map<Stage, Count>();
  const failed = new Set<string>();
  for (const stage of chosenStages()) {
    const count = await runStage(stage, failed);
    counts.set(stage, count);
    if (count.failed > 0) failed.add(stage.name);
  }
  for (const [title, tests] of [
    ['Passed at the second try', [...counts.keys()].flatMap(({ unsteady }) => readReport(unsteady))],
    ['Failed', [...counts.keys()].flatMap(({ failures }) => readReport(failures))],
  ] as const) {
    if (tests.length === 0) continue;
    heading(title);
    console.log(tests.map(failureText).join('\n\n'));
  }
  heading('Result');
  console.log(summary(counts));
  const total = (key: 'passed' | 'failed'): number => [...counts.values()].reduce((sum, count) => sum + count[key], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  return failed.size > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
