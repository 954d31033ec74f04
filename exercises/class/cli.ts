/**
 * `npm run grade:class -- --submissions DIR --roster roster.csv --out DIR`: grades a class on the instructor's machine.
 *
 * Exit codes: 0 every answer has its verdict, whatever the marks; 2 bad usage; 3 some could not be judged, or wait for workers; 4 the results could not be
 * written; 5 submissions could not be kept apart from this machine, and nothing was run; 130 after Ctrl-C. After 3, 4 and 130 the same line goes on.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../grader/course/readAnswer.ts';
import { useImage } from '../grader/isolation.ts';
import { adopt } from './adopt.ts';
import { type Assignment, assignmentOf, readAssignment } from './assignment.ts';
import { CanaryDied } from './canary.ts';
import { chooseIsolation, NotIsolated } from './chooseIsolation.ts';
import { csvText, readCsv } from './csv.ts';
import { NotWritable, realDisk, writeWhole, writingTo } from './disk.ts';
import type { Executor } from './Executor.ts';
import { changesBetween, type Gradebook, isComplete, round } from './gradebook.ts';
import { type ClassResult, gradeClass } from './gradeClass.ts';
import { Journal } from './journal.ts';
import { loadAssigned } from './loadAssigned.ts';
import { localPool } from './localPool.ts';
import { lockFolder } from './lock.ts';
import { progressBar } from './progressBar.ts';
import { folderExecutor } from './queue/folderExecutor.ts';
import { redisQueue } from './queue/redisQueue.ts';
import { readCourse } from './report/course.ts';
import { readRoster, type Student } from './roster.ts';
import { selfTest } from './selfTest.ts';
import { writeResults } from './writeResults.ts';

const here = process.env['INIT_CWD'] ?? process.cwd();
const MAX_TABLE_BYTES = 16 * 1024 * 1024;

const usage = `npm run grade:class -- --submissions DIR --roster FILE [--assignment FILE | --exercises A,B] [--out DIR]

  --submissions DIR    a folder a student, called by the id in the roster, with EXERCISE.ts or the file the site saves
  --roster FILE        a table (CSV) with a column "id"; also name, email, idnumber, canvas, section
  --assignment FILE    assignment.json: exercises, weights, deadline, hidden seeds, exercises of your own
  --exercises A,B      instead of an assignment: these exercises
  --out DIR            where the report and the marks go, and the journal that makes them: ./report unless told
  --names              names in the report in the place of codes
  --seed N             of the fresh cases; drawn once, and kept in the journal, unless told
  --times FILE         when each student handed in, from your learning platform: a table with "id" and "time" (ISO 8601)
  --canvas FILE        the gradebook that Canvas exported: only your column of it is filled
  --site URL           where your students see the site: links to moments lead there
  --regrade            judge again what another version judged, and say who gains and who loses
  --isolation LEVEL    bwrap (Linux), podman or docker; --image IMAGE for the container
  --trust-submissions  run without any of them, as if every line were your own
  --width N            how many at a time, as many as there are processors unless told
  --queue redis://…    let workers run them: npm run grade:worker -- --queue redis://…
  --folder DIR         the same through a folder: tasks go there, answers come back there

npm run grade:class -- adopt CLUSTER NEW-ID --out DIR    drafts a file for a mistake that has no name yet
`;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        submissions: { type: 'string' },
        roster: { type: 'string' },
        assignment: { type: 'string' },
        exercises: { type: 'string' },
        out: { type: 'string' },
        names: { type: 'boolean' },
        seed: { type: 'string' },
        times: { type: 'string' },
        canvas: { type: 'string' },
        site: { type: 'string' },
        regrade: { type: 'boolean' },
        isolation: { type: 'string' },
        image: { type: 'string' },
        'trust-submissions': { type: 'boolean' },
        width: { type: 'string' },
        queue: { type: 'string' },
        folder: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

type Values = ReturnType<typeof readArguments>['values'];

function readTable(path: string, what: string): string {
  const full = resolve(here, path);
  if (!existsSync(full) || !statSync(full).isFile()) throw new UsageError(`${what}: there is no file ${full}.`);
  if (statSync(full).size > MAX_TABLE_BYTES)
    throw new UsageError(`${what}: ${full} is larger than ${MAX_TABLE_BYTES} bytes.`);
  return readFileSync(full, 'utf8');
}

function needed(values: Values, name: 'submissions' | 'roster'): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${name} is missing.\n\n${usage}`);
  return value;
}

function wholeNumber(text: string, name: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
    throw new UsageError(`--${name} takes a whole number from ${least} on, not “${text}”.`);
  return value;
}

function assignmentFrom(values: Values): { readonly assignment: Assignment; readonly beside: string } {
  const { assignment: file, exercises: list, seed } = values;
  if ((file === undefined) === (list === undefined))
    throw new UsageError('Say what was to be done: --assignment FILE, or --exercises A,B.');
  const assignment =
    file === undefined
      ? assignmentOf(
          list!
            .split(',')
            .map((slug) => slug.trim())
            .filter(Boolean),
        )
      : readAssignment(readTable(file, '--assignment'));
  const beside = file === undefined ? here : dirname(resolve(here, file));
  return {
    assignment: seed === undefined ? assignment : { ...assignment, seeds: [wholeNumber(seed, 'seed', 0)] },
    beside,
  };
}

function readTimes(path: string | undefined, roster: readonly Student[]): ReadonlyMap<string, number> | null {
  if (path === undefined) return null;
  const [head = [], ...rows] = readCsv(readTable(path, '--times'));
  const names = head.map((name) => name.trim().toLowerCase());
  const [id, time] = [names.indexOf('id'), names.indexOf('time')];
  if (id < 0 || time < 0) throw new UsageError('--times: the first line has to name the columns “id” and “time”.');
  const known = new Set(roster.map((student) => student.id));
  const times = rows.map((row): [string, number] => [(row[id] ?? '').trim(), Date.parse((row[time] ?? '').trim())]);
  const wrong = times.find(([student, instant]) => !known.has(student) || Number.isNaN(instant));
  if (wrong !== undefined)
    throw new UsageError(`--times: the row of “${wrong[0].slice(0, 60)}” names nobody in the roster, or no instant.`);
  return new Map(times);
}

const print = (text: string): void => void process.stdout.write(text);

function remoteIsolation(asked = 'bwrap'): 'bwrap' | 'podman' | 'docker' {
  if (asked === 'bwrap' || asked === 'podman' || asked === 'docker') return asked;
  throw new UsageError(`Workers run behind bwrap, podman or docker, not “${asked}”.`);
}

async function openExecutor(values: Values): Promise<Executor> {
  if (values.image !== undefined) useImage(values.image);
  // Whoever runs the code elsewhere tries its walls there, and says behind which it was; another answer is not taken.
  const remote = remoteIsolation(values.isolation);
  if (values.folder !== undefined) return folderExecutor(resolve(here, values.folder), remote);
  if (values.queue !== undefined) return redisQueue(values.queue, { isolation: remote });
  const isolation = chooseIsolation(values.isolation, values['trust-submissions'] ?? false);
  if (isolation === 'student')
    print(
      'Submissions are trusted: they run as your own programs would, and could read your files and use your network.\n',
    );
  else {
    const results = await selfTest(isolation);
    const broken = results.filter(({ held }) => !held);
    if (broken.length > 0)
      throw new NotIsolated(
        `${isolation} does not hold here, and nothing was run:\n${broken.map(({ what }) => `  ${what}`).join('\n')}`,
      );
    print(`${isolation}: six programs of ours tried to get out, and none did.\n`);
  }
  return localPool(isolation, ...(values.width === undefined ? [] : [wholeNumber(values.width, 'width', 1)]));
}

/** Set by the first Ctrl-C. What is begun is then given up; what has its verdict is on the disk. */
let isStopped = false;

function listenForEnd(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (isStopped) process.exit(130);
      isStopped = true;
      process.stderr.write('\nStopping. What has its verdict keeps it; the same line goes on from here.\n');
    });
}

/** Between the last two hand-ins; after a regrade that is between the last two graders. */
function sayChanges(out: string, books: readonly Gradebook[]): void {
  const [before, after] = books.slice(-2);
  if (before === undefined || after === undefined) return;
  const changes = changesBetween(before, after);
  writeWhole(
    join(out, 'changes.csv'),
    csvText([
      ['id', 'name', 'exercise', 'before', 'after', 'gain'],
      ...changes.map(({ student, exercise, before: old, after: now }) => [
        student.id,
        student.name,
        exercise,
        old,
        now,
        round(now - old),
      ]),
    ]),
  );
  const [up, down] = [changes.filter((one) => one.after > one.before), changes.filter((one) => one.after < one.before)];
  print(`${up.length} gain and ${down.length} lose points: ${join(relative(here, out), 'changes.csv')}\n`);
  for (const { student, exercise, before: old, after: now } of changes.slice(0, 20))
    print(`  ${student.id} ${exercise}: ${old} → ${now}\n`);
}

function sayResult(out: string, book: Gradebook, result: ClassResult, seconds: number): number {
  const cells = book.rows.flatMap((row) => row.cells);
  const count = (state: string): number => cells.filter((cell) => cell.state === state).length;
  print(
    `${result.graded} graded in ${seconds.toFixed(0)} s: ${count('full')} full marks, ${count('part')} in part, ${count('wrong')} wrong, ${count('failed')} did not run, ${count('missing')} not handed in.\n`,
  );
  if (result.strangers.length > 0)
    print(`In the folder, but not in the roster: ${result.strangers.slice(0, 10).join(', ')}\n`);
  print(
    `Report: ${join(relative(here, out) || '.', 'index.html')}   Marks: gradebook.csv, canvas.csv, moodle.csv, junit.xml, gradescope/\n`,
  );
  if (isStopped) return 130;
  if (result.waiting > 0)
    print(`${result.waiting} answers wait for their workers: npm run grade:worker, then this line again.\n`);
  const attention = count('attention');
  if (attention > 0)
    print(`${attention} could not be judged: section 8 of the report. The same line tries them again.\n`);
  return isComplete(book) ? 0 : 3;
}

function folderOf(path: string): string {
  const folder = resolve(here, path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`--submissions: there is no folder ${folder}.`);
  return folder;
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) {
    print(usage);
    return 0;
  }
  const out = resolve(here, values.out ?? 'report');
  if (positionals[0] === 'adopt') {
    const draft = adopt(out, positionals[1], positionals[2]);
    print(
      `Wrote ${draft}. Say in its comment what the mistake is, then: npm test -- --only exercise/${draft.split(/[\\/]/).at(-3)}\n`,
    );
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(`“${positionals[0]}” means nothing here.\n\n${usage}`);
  listenForEnd();
  const submissions = folderOf(needed(values, 'submissions'));
  const roster = readRoster(readTable(needed(values, 'roster'), '--roster'));
  const { assignment, beside } = assignmentFrom(values);
  const times = readTimes(values.times, roster);
  const canvasExport = values.canvas === undefined ? null : readTable(values.canvas, '--canvas');
  const exercises = await loadAssigned(assignment, beside);
  writingTo(out, () => mkdirSync(out, { recursive: true }));
  const unlock = lockFolder(out);
  try {
    const executor = await openExecutor(values);
    const journal = Journal.open(join(out, 'journal.jsonl'));
    if (journal.damaged > 0)
      print(`${journal.damaged} lines of the journal could not be read; what they said is done again.\n`);
    const began = performance.now();
    const regrade = values.regrade ?? false;
    try {
      const work = {
        submissions,
        out,
        roster,
        assignment,
        exercises,
        executor,
        journal,
        disk: realDisk,
        times,
        regrade,
      };
      const bar = (label: string, total: number) => progressBar(label, total, process.stdout);
      const result = await gradeClass({ ...work, stopped: () => isStopped, bar });
      const site = `${(values.site ?? 'http://localhost:4321').replace(/\/+$/, '')}/`;
      const about = await readCourse();
      const { strangers } = result;
      const { book, books } = writeResults({
        ...work,
        entries: journal.entries,
        names: values.names ?? false,
        site,
        strangers,
        about,
        canvasExport,
      });
      if (regrade) sayChanges(out, books);
      return sayResult(out, book, result, (performance.now() - began) / 1000);
    } finally {
      await journal.close().catch(() => {});
      await executor.close();
    }
  } finally {
    unlock();
  }
}

const codes = [
  [UsageError, 2],
  [CanaryDied, 3],
  [NotWritable, 4],
  [NotIsolated, 5],
] as const;

try {
  process.exitCode = await main();
} catch (error) {
  const known = codes.find(([kind]) => error instanceof kind);
  const text = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(known ? `${text}\n` : `The grader is at fault.\n${text}\n`);
  process.exitCode = isStopped ? 130 : (known?.[1] ?? 3);
}
