/**
 * `npm run prove:class`: what the class's grader promises, tried at its full size. It takes long, and is not part of `npm test`.
 *
 *   --chaos            200 hand-ins, a tenth of them hostile, killed outright 20 times: the gradebook is the same byte for byte
 *   --full             the disk is full, really: a file system of a megabyte
 *   --soak             1,000 hand-ins of 10 exercises: minutes, megabytes, and what is left behind
 *   --size             the report on 200 hand-ins of 40 exercises, each verdict real and given once: megabytes; --keep DIR keeps it for looking
 *   --students N, --exercises N, --kills N    other sizes
 *   --keep DIR         where the soak's class lies: stopped by Ctrl-C, the same line goes on with it
 *   --write [--alone]  writes what the soak measured where the instructor's page reads it; --alone where nothing else ran
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Generator } from '#framework';
import { bestIsolation } from '../../grader/isolation.ts';
import { type JobEntry, readJournal } from '../journal.ts';
import { reportOnInvented } from './inventedReport.ts';
import { HOSTILE_EXERCISE, type MadeUpClass, makeUpClass } from './madeUpClass.ts';
import { mountSmallDisk } from './smallDisk.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Ten functions of one file each, from all over the course. */
const tenExercises = [
  HOSTILE_EXERCISE,
  'squared-error',
  'softmax',
  'log-sum-exp',
  'conv2d',
  'matmul-backward',
  'adam',
  'broadcast-shapes',
  'mse-gradient',
  'sgd-momentum',
];

const { values } = parseArgs({
  options: {
    chaos: { type: 'boolean' },
    full: { type: 'boolean' },
    soak: { type: 'boolean' },
    size: { type: 'boolean' },
    students: { type: 'string' },
    exercises: { type: 'string' },
    kills: { type: 'string' },
    keep: { type: 'string' },
    write: { type: 'boolean' },
    alone: { type: 'boolean' },
  },
});

/** What the grader itself held at one moment. */
interface Sample {
  readonly megabytes: number;
  readonly files: number;
}

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
  /** Four a second, over its whole life. */
  readonly samples: readonly Sample[];
}

/** As Linux counts it; null where it has ended. */
function sampleOf(pid: number): Sample | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const megabytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
    return { megabytes, files: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return null;
  }
}

/** Set by the first Ctrl-C: the grader is told, and ends in its own way. */
let isStopped = false;
let running: ChildProcess | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (isStopped) process.exit(130);
    isStopped = true;
    running?.kill('SIGINT');
  });

/** Grades a class in a process of its own; where it is to be killed, `isEnough` says when, looked at twenty times a second. */
function grade(
  { submissions, roster, exercises }: MadeUpClass,
  out: string,
  isEnough: (() => boolean) | null = null,
): Promise<Ended> {
  const trust = bestIsolation() === 'student' ? ['--trust-submissions'] : [];
  const args = [
    ...['--submissions', submissions, '--roster', roster, '--exercises', exercises.join(',')],
    ...['--seed', '77', '--out', out, ...trust],
  ];
  const began = performance.now();
  // A temporary folder of its own, and a group of its own: others of this machine must not be counted, and Ctrl-C comes from us.
  const child = spawn(process.execPath, ['--no-warnings', cli, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
    detached: true,
  });
  running = child;
  let output = '';
  const samples: Sample[] = [];
  const listen = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const watch = setInterval(() => {
    const sample = sampleOf(child.pid!);
    if (sample !== null) samples.push(sample);
  }, 250);
  const kill = setInterval(() => {
    if (isEnough?.()) child.kill('SIGKILL');
  }, 50);
  return new Promise((done) =>
    child.once('close', (status) => {
      running = null;
      clearInterval(watch);
      clearInterval(kill);
      done({ status, output, samples, seconds: (performance.now() - began) / 1000 });
    }),
  );
}

const isOurs = (pid: string): boolean => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('await serveNode(');
const parentOf = (pid: string): string =>
  /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? '';

/** Processes that run what only a student's child runs, and have lost their grader. Those of other graders on this machine have one. */
const leftProcesses = (): number =>
  readdirSync('/proc').filter((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !isOurs(pid)) return false;
      const parent = parentOf(pid);
      return !isOurs(parent) && !/\/node$/.test(readlinkSync(`/proc/${parent}/exe`));
    } catch {
      return false;
    }
  }).length;

function check(holds: boolean, what: string): void {
  print(`  ${holds ? '✓' : '✗'} ${what}`);
  if (!holds) process.exitCode = 1;
}

const compared = ['gradebook.csv', 'index.html', 'junit.xml', 'moodle.csv', 'canvas.csv'];
/** The salt of the commitment is drawn for each journal; everything else is to be the same. */
const bytesIn = (out: string, name: string): string =>
  readFileSync(join(out, name), 'utf8').replace(/<code>[0-9a-f]{24}<\/code>/, '');

const jobsIn = (out: string): readonly JobEntry[] => {
  const path = join(out, 'journal.jsonl');
  return existsSync(path)
    ? readJournal(readFileSync(path)).entries.flatMap((entry) => (entry.kind === 'job' ? [entry] : []))
    : [];
};

/** The same without looking at each line: asked often. */
function countJobs(out: string): number {
  const path = join(out, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'latin1').split('"kind":"job"').length - 1 : 0;
}

async function chaos(folder: string): Promise<void> {
  const [students, kills] = [Number(values.students ?? 200), Number(values.kills ?? 20)];
  const made = makeUpClass(join(folder, 'chaos'), { students, exercises: [HOSTILE_EXERCISE], seed: 5, distinct: true });
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
  const before = leftProcesses();
  const first = await grade(made, whole);
  check(first.status === 0, `${students} hand-ins, let be: ${first.seconds.toFixed(0)} s`);
  const random = new Generator(11);
  const total = jobsIn(whole).length;
  let done = 0;
  // The first falls when a share of the class is judged, the last one when all of it is; each some time after that, whatever is being done then.
  while (done < kills && !isStopped) {
    const wanted = Math.ceil(((done + 1) / kills) * total);
    const later = 1000 * random.uniform(0, 2);
    let since: number | null = null;
    const { status } = await grade(made, killed, () => {
      if (since === null && countJobs(killed) >= wanted) since = performance.now();
      return since !== null && performance.now() - since >= later;
    });
    if (status !== null) break;
    done++;
    print(`    killed ${done} times, ${countJobs(killed)} of ${total} lines of verdicts`);
  }
  const last = await grade(made, killed);
  check(done >= kills - 1, `killed outright ${done} times of ${kills}; the last may come too late`);
  check(last.status === 0, 'then let be');
  const final = jobsIn(killed).filter(({ provisional }) => !provisional);
  check(
    new Set(final.map(({ key }) => key)).size === final.length,
    `no text has two verdicts: ${final.length} were judged`,
  );
  for (const name of compared)
    check(bytesIn(whole, name) === bytesIn(killed, name), `${name} is the same, byte for byte`);
  await new Promise((done) => setTimeout(done, 1000));
  check(leftProcesses() <= before, 'no process of a student is left');
}

/** A file system that is really full; where none can be mounted, that is said. */
async function full(folder: string): Promise<void> {
  const disk = mountSmallDisk(join(folder, 'small'), 2 ** 20);
  if (disk.path === null) {
    print(
      `  – no small file system could be mounted here (${disk.why}); exercises/class/journal.test.ts fills one by hand`,
    );
    return;
  }
  try {
    const out = join(disk.path, 'report');
    const few = makeUpClass(join(folder, 'few'), { students: 4, exercises: ['squared-error'], seed: 5 });
    check((await grade(few, out)).status === 0, 'a small class fits');
    const marks = readFileSync(join(out, 'gradebook.csv'), 'utf8');
    const many = makeUpClass(join(folder, 'few'), {
      students: 400,
      exercises: ['squared-error', HOSTILE_EXERCISE],
      hostile: () => false,
      seed: 6,
    });
    const ended = await grade(many, out);
    check(
      ended.status === 4,
      `a large one does not: exit code ${ended.status}, ${ended.output.trim().split('\n').at(-1)?.slice(0, 100)}`,
    );
    check(readFileSync(join(out, 'gradebook.csv'), 'utf8') === marks, 'the old gradebook is there still');
    disk.resize(2 ** 28);
    check((await grade(many, out)).status === 0, 'with room it goes on, and ends');
  } finally {
    disk.remove();
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Whether what was held at the end is what was held once the work was under way. */
function flat(samples: readonly Sample[], of: (one: Sample) => number): readonly [early: number, late: number] {
  const quarter = samples.length >> 2;
  return [median(samples.slice(quarter, 2 * quarter).map(of)), median(samples.slice(-quarter).map(of))];
}

/** The parts of a soak that was stopped and gone on with. */
interface Lives {
  readonly seconds: number;
  readonly megabytes: number;
  readonly graded: number;
  readonly count: number;
}

function madeBefore(base: string, exercises: readonly string[]): MadeUpClass | null {
  const [submissions, roster] = [join(base, 'handed-in'), join(base, 'roster.csv')];
  return existsSync(roster) ? { submissions, roster, ids: readdirSync(submissions).sort(), exercises } : null;
}

async function soak(folder: string): Promise<void> {
  const students = Number(values.students ?? 1000);
  const exercises = tenExercises.slice(0, Number(values.exercises ?? 10));
  const base = values.keep === undefined ? join(folder, 'soak') : resolve(values.keep);
  const [out, livesFile] = [join(base, 'report'), join(base, 'lives.json')];
  const made = madeBefore(base, exercises) ?? makeUpClass(base, { students, exercises, seed: 9, distinct: true });
  if (made.ids.length !== students) throw new Error(`${base} holds a class of ${made.ids.length}`);
  const before: Lives = existsSync(livesFile)
    ? (JSON.parse(readFileSync(livesFile, 'utf8')) as Lives)
    : { seconds: 0, megabytes: 0, graded: 0, count: 0 };
  const orphans = leftProcesses();
  const { status, seconds, samples, output } = await grade(made, out);
  const lives: Lives = {
    seconds: before.seconds + seconds,
    megabytes: Math.max(before.megabytes, ...samples.map(({ megabytes }) => megabytes)),
    graded: before.graded + Number(/(\d+) graded in/.exec(output)?.[1] ?? 0),
    count: before.count + 1,
  };
  writeFileSync(livesFile, JSON.stringify(lives));
  print(
    output
      .trim()
      .split('\n')
      .slice(-4)
      .map((line) => `    ${line}`)
      .join('\n'),
  );
  if (status === 130) {
    print(
      `  – stopped after ${(lives.seconds / 60).toFixed(1)} minutes, ${lives.graded} graded; the same line goes on`,
    );
    process.exitCode = 130;
    return;
  }
  check(
    status === 0,
    `${students} × ${exercises.length}, ${lives.graded} texts, ${lives.count} ${lives.count === 1 ? 'life' : 'lives'}: ${(lives.seconds / 60).toFixed(1)} minutes, at most ${lives.megabytes.toFixed(0)} MB in the grader itself`,
  );
  const [early, late] = flat(samples, ({ files }) => files);
  check(late <= early + 2, `no file is left open: ${early} were once it was at work, ${late} at the end`);
  await new Promise((done) => setTimeout(done, 1000));
  check(leftProcesses() <= orphans, 'no process of a student is left');
  const left = readdirSync(temporary);
  check(left.length === 0, `no temporary folder is left${left.length === 0 ? '' : `: ${left.join(', ')}`}`);
  const size = readFileSync(join(out, 'index.html')).length;
  print(`    the report has ${(size / 2 ** 20).toFixed(1)} MB`);
  if (!values.write || status !== 0) return;
  const measured = {
    processors: availableParallelism(),
    students,
    exercises: exercises.length,
    graded: lives.graded,
    seconds: Math.round(lives.seconds),
    megabytes: Math.round(lives.megabytes),
    alone: values.alone ?? false,
  };
  writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(measured, null, 2)}\n`);
}

/** The report of a class that handed in everything, from verdicts that the trusted side gave our own files. */
async function size(folder: string): Promise<void> {
  const [students, count] = [Number(values.students ?? 200), Number(values.exercises ?? 40)];
  const base = values.keep === undefined ? join(folder, 'size') : resolve(values.keep);
  mkdirSync(base, { recursive: true });
  const page = await reportOnInvented(students, count);
  writeFileSync(join(base, 'index.html'), page);
  const megabytes = Buffer.byteLength(page) / 2 ** 20;
  check(megabytes < 2, `the report on ${students} × ${count} has ${megabytes.toFixed(2)} MB`);
}

const folder = mkdtempSync(join(tmpdir(), 'prove-class-'));
const temporary = join(folder, 'tmp');
mkdirSync(temporary);
const all = !values.chaos && !values.full && !values.soak && !values.size;
try {
  print(`Behind ${bestIsolation()}, on ${availableParallelism()} processors`);
  if (values.chaos || all) await chaos(folder);
  if (values.full || all) await full(folder);
  if (values.size || all) await size(folder);
  if (values.soak || all) await soak(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
