/**
 * `npm run prove:class`: what the class's grader promises, tried at its full size. It takes long, and is not part of `npm test`.
 *
 *   --chaos            200 hand-ins, a tenth of them hostile, killed outright 20 times: the gradebook is the same byte for byte
 *   --full             the disk is full, really: a file system of a megabyte
 *   --soak             1,000 hand-ins of 10 exercises: minutes, megabytes, and what is left behind
 *   --students N, --exercises N, --kills N    other sizes
 *   --write [--alone]  writes what the soak measured where the instructor's page reads it; --alone where nothing else ran
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Generator } from '#framework';
import { bestIsolation } from '../../grader/isolation.ts';
import { readJournal } from '../journal.ts';
import { HOSTILE_EXERCISE, type MadeUpClass, makeUpClass } from './madeUpClass.ts';

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
    students: { type: 'string' },
    exercises: { type: 'string' },
    kills: { type: 'string' },
    write: { type: 'boolean' },
    alone: { type: 'boolean' },
  },
});

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
  /** The most memory that the grader itself held. */
  readonly megabytes: number;
}

/** The most that a process ever held, as Linux counts it. */
function highWater(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Grades a class in a process of its own; `killAfter` milliseconds of it are enough where it is to be killed. */
function grade(
  { submissions, roster, exercises }: MadeUpClass,
  out: string,
  killAfter: number | null = null,
): Promise<Ended> {
  const trust = bestIsolation() === 'student' ? ['--trust-submissions'] : [];
  const args = [
    '--submissions',
    submissions,
    '--roster',
    roster,
    '--exercises',
    exercises.join(','),
    '--seed',
    '77',
    '--out',
    out,
    ...trust,
  ];
  const began = performance.now();
  const child = spawn(process.execPath, ['--no-warnings', cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let megabytes = 0;
  const listen = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const watch = setInterval(() => (megabytes = Math.max(megabytes, highWater(child.pid!))), 250);
  const kill = killAfter === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve) =>
    child.once('close', (status) => {
      clearInterval(watch);
      if (kill !== null) clearTimeout(kill);
      resolve({ status, output, megabytes, seconds: (performance.now() - began) / 1000 });
    }),
  );
}

/** Processes that run what only a student's child runs. */
const leftProcesses = (): number =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('await serveNode(');
    } catch {
      return false;
    }
  }).length;

const temporary = (): ReadonlySet<string> => new Set(readdirSync(tmpdir()));

function check(holds: boolean, what: string): void {
  print(`  ${holds ? '✓' : '✗'} ${what}`);
  if (!holds) process.exitCode = 1;
}

const compared = ['gradebook.csv', 'index.html', 'junit.xml', 'moodle.csv', 'canvas.csv'];
/** The salt of the commitment is drawn for each journal; everything else is to be the same. */
const bytesIn = (out: string, name: string): string =>
  readFileSync(join(out, name), 'utf8').replace(/<code>[0-9a-f]{24}<\/code>/, '');

async function chaos(folder: string): Promise<void> {
  const [students, kills] = [Number(values.students ?? 200), Number(values.kills ?? 20)];
  const made = makeUpClass(join(folder, 'chaos'), { students, exercises: [HOSTILE_EXERCISE], seed: 5, distinct: true });
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
  const before = leftProcesses();
  const first = await grade(made, whole);
  check(first.status === 0, `${students} hand-ins, let be: ${first.seconds.toFixed(0)} s`);
  const random = new Generator(11);
  let done = 0;
  let jobs = 0;
  // Each life is a part of the whole time, so that the last of the kills falls near the end.
  while (done < kills) {
    const life = 1000 * ((first.seconds / kills) * 0.9 + random.uniform(0.5, 2.5));
    if ((await grade(made, killed, life)).status !== null) break;
    done++;
    jobs = existsSync(join(killed, 'journal.jsonl'))
      ? readJournal(readFileSync(join(killed, 'journal.jsonl'))).entries.filter(({ kind }) => kind === 'job').length
      : 0;
  }
  const last = await grade(made, killed);
  check(
    last.status === 0,
    `killed outright ${done} times, the last time with ${jobs} verdicts in the journal, then let be`,
  );
  for (const name of compared)
    check(bytesIn(whole, name) === bytesIn(killed, name), `${name} is the same, byte for byte`);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  check(leftProcesses() <= before, 'no process of a student is left');
}

/** A file system that is really full; where none can be mounted, that is said. */
async function full(folder: string): Promise<void> {
  const mount = join(folder, 'small');
  mkdirSync(mount);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount]).status !== 0) {
    print(
      '  – no small file system could be mounted here (it takes root on Linux); exercises/class/journal.test.ts fills one by hand',
    );
    return;
  }
  try {
    const out = join(mount, 'report');
    const few = makeUpClass(join(folder, 'few'), { students: 4, exercises: ['squared-error'], seed: 5 });
    check((await grade(few, out)).status === 0, 'a small class fits');
    const marks = readFileSync(join(out, 'gradebook.csv'), 'utf8');
    const many = makeUpClass(join(folder, 'few'), {
      students: 400,
      exercises: ['squared-error', HOSTILE_EXERCISE],
      distinct: true,
      hostile: () => false,
      seed: 6,
    });
    const ended = await grade(many, out);
    check(
      ended.status === 4,
      `a large one does not: exit code ${ended.status}, ${ended.output.trim().split('\n').at(-1)?.slice(0, 100)}`,
    );
    check(readFileSync(join(out, 'gradebook.csv'), 'utf8') === marks, 'the old gradebook is there still');
    spawnSync('mount', ['-o', 'remount,size=256m', mount]);
    check((await grade(many, out)).status === 0, 'with room it goes on, and ends');
  } finally {
    spawnSync('umount', [mount]);
  }
}

async function soak(folder: string): Promise<void> {
  const students = Number(values.students ?? 1000);
  const exercises = tenExercises.slice(0, Number(values.exercises ?? 10));
  const made = makeUpClass(join(folder, 'soak'), { students, exercises, seed: 9, distinct: true });
  const [processes, before] = [leftProcesses(), temporary()];
  const { status, seconds, megabytes, output } = await grade(made, join(folder, 'soaked'));
  print(
    output
      .trim()
      .split('\n')
      .slice(-4)
      .map((line) => `    ${line}`)
      .join('\n'),
  );
  check(
    status === 0,
    `${students} × ${exercises.length}: ${(seconds / 60).toFixed(1)} minutes, at most ${megabytes.toFixed(0)} MB in the grader itself`,
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));
  check(leftProcesses() <= processes, 'no process of a student is left');
  const left = [...temporary()].filter((name) => !before.has(name) && name.startsWith('chalkgrad-'));
  check(left.length === 0, `no temporary folder is left${left.length === 0 ? '' : `: ${left.join(', ')}`}`);
  const size = readFileSync(join(folder, 'soaked', 'index.html')).length;
  print(`    the report has ${(size / 2 ** 20).toFixed(1)} MB`);
  if (!values.write || status !== 0) return;
  const measured = {
    processors: availableParallelism(),
    students,
    exercises: exercises.length,
    graded: Number(/(\d+) graded in/.exec(output)?.[1] ?? 0),
    seconds: Math.round(seconds),
    megabytes: Math.round(megabytes),
    alone: values.alone ?? false,
  };
  writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(measured, null, 2)}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'prove-class-'));
const all = !values.chaos && !values.full && !values.soak;
try {
  print(`Behind ${bestIsolation()}, on ${availableParallelism()} processors`);
  if (values.chaos || all) await chaos(folder);
  if (values.full || all) await full(folder);
  if (values.soak || all) await soak(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
