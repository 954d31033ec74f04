/** A class from its folder to its marks, as an instructor's command does it: with hostile ones among it, stopped, changed and gone on with. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { csvParse } from 'd3';
import { afterAll, describe, expect, it } from 'vitest';
import { specimen } from '../grader/corpus.ts';
import { bestIsolation } from '../grader/isolation.ts';
import type { VerdictWord } from '../grader/verdict.ts';
import { readJournal } from './journal.ts';
import { complaintsOf, type Schema } from './proof/jsonSchema.ts';
import { HOSTILE_EXERCISE, makeUpClass } from './proof/madeUpClass.ts';

const root = mkdtempSync(join(tmpdir(), 'chalkgrad-class-'));
afterAll(() => rmSync(root, { recursive: true }));
const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const exerciseFile = (slug: string, name: string): string =>
  readFileSync(new URL(`../${slug}/${name}`, import.meta.url), 'utf8');

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--no-warnings', fileOf(program), ...args], {
    env: { ...process.env, INIT_CWD: root, ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<Ended>((resolve) => child.once('close', (status) => resolve({ status, stdout, stderr })));
  return { child, ended };
}

/** Where nothing keeps code apart, the tests trust it: it is ours. */
const trust = bestIsolation() === 'student' ? ['--trust-submissions'] : [];
const grade = (...args: string[]): Promise<Ended> => start('cli.ts', [...args, ...trust]).ended;

const exercises = [HOSTILE_EXERCISE, 'squared-error'];
const hostile: readonly (readonly [VerdictWord, string])[] = [
  ['LOAD_ERROR', 'kills-the-grader'],
  ['OUTPUT_LIMIT', 'console-flood'],
  ['EARLY_EXIT', 'exit-while-loading'],
  ['WRONG_TYPE', 'verdict'],
  ['BAD_SUBMISSION', 'import-of-the-check'],
  ['TIME_LIMIT', 'built-in-loop'],
];

const made = makeUpClass(root, { students: 30, exercises, hostile: () => false, seed: 3 });
for (const [i, [verdict, name]] of hostile.entries())
  writeFileSync(join(made.submissions, made.ids[i]!, `${HOSTILE_EXERCISE}.ts`), specimen(verdict, name).source);
const linked = made.ids[6]!;
rmSync(join(made.submissions, linked), { recursive: true });
mkdirSync(join(made.submissions, linked));
symlinkSync(
  fileURLToPath(new URL(`../${HOSTILE_EXERCISE}/solution.ts`, import.meta.url)),
  join(made.submissions, linked, `${HOSTILE_EXERCISE}.ts`),
);
mkdirSync(join(made.submissions, 'mallory'));

const line = [
  '--submissions',
  made.submissions,
  '--roster',
  made.roster,
  '--exercises',
  exercises.join(','),
  '--seed',
  '7',
];

describe('npm run grade:class', () => {
  it('grades thirty, hostile ones among them, and writes marks, verdicts and a report', async () => {
    const out = join(root, 'report');
    const { status, stdout, stderr } = await grade(...line, '--out', out);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('not in the roster: mallory');
    if (trust.length === 0) expect(stdout).toContain('six programs of ours tried to get out, and none did');
    const rows = csvParse(readFileSync(join(out, 'gradebook.csv'), 'utf8'));
    expect(rows.map((row) => row['id'])).toEqual(made.ids);
    for (const [i, [verdict]] of hostile.entries()) {
      expect(rows[i]!['state'], String(hostile[i])).toContain(`${HOSTILE_EXERCISE} ${verdict}`);
      expect(Number(rows[i]![HOSTILE_EXERCISE])).toBe(0);
    }
    expect(rows[6]!['state']).toContain(`${HOSTILE_EXERCISE} BAD_SUBMISSION`);
    // Each mark is what the text by itself would get: solutions have full marks, and nothing else has.
    for (const id of made.ids.slice(7))
      for (const slug of exercises) {
        const path = join(made.submissions, id, `${slug}.ts`);
        const points = rows.find((row) => row['id'] === id)![slug]!;
        if (!existsSync(path)) expect(points).toBe('');
        else expect(points === '10').toBe(readFileSync(path, 'utf8') === exerciseFile(slug, 'solution.ts'));
      }
    const schema = JSON.parse(readFileSync(fileOf('emit/verdict.schema.json'), 'utf8')) as Schema;
    let files = 0;
    for (const code of readdirSync(join(out, 'verdicts')))
      for (const name of readdirSync(join(out, 'verdicts', code))) {
        files++;
        const verdict: unknown = JSON.parse(readFileSync(join(out, 'verdicts', code, name), 'utf8'));
        expect(complaintsOf(verdict, schema), `${code}/${name}`).toEqual([]);
      }
    expect(files).toBeGreaterThan(30);
    for (const name of [
      'index.html',
      'moodle.csv',
      'canvas.csv',
      'junit.xml',
      'run.json',
      `gradescope/${made.ids[0]}/results.json`,
    ])
      expect([name, existsSync(join(out, name))]).toEqual([name, true]);
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    expect(page).not.toContain('<script');
    expect(page).not.toContain('Lovelace');
  });

  it('does nothing twice, and regrades only when it is told to', async () => {
    const out = join(root, 'report');
    const marks = readFileSync(join(out, 'gradebook.csv'), 'utf8');
    const again = await grade(...line, '--out', out);
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('0 graded in') });
    expect(readFileSync(join(out, 'gradebook.csv'), 'utf8')).toBe(marks);
    const otherSeed = [...line.slice(0, -1), '8', '--out', out];
    expect(await grade(...otherSeed)).toMatchObject({ status: 2, stderr: expect.stringContaining('--regrade') });
    expect(readFileSync(join(out, 'gradebook.csv'), 'utf8')).toBe(marks);
  });

  it('takes a new hand-in as a new chapter, and only runs what is new', async () => {
    const out = join(root, 'report');
    const id = made.ids[0]!;
    writeFileSync(
      join(made.submissions, id, `${HOSTILE_EXERCISE}.ts`),
      `// mended\n${exerciseFile(HOSTILE_EXERCISE, 'solution.ts')}`,
    );
    const { status, stdout } = await grade(...line, '--out', out);
    expect(status).toBe(0);
    expect(stdout).toContain('1 graded in');
    expect(csvParse(readFileSync(join(out, 'gradebook.csv'), 'utf8'))[0]![HOSTILE_EXERCISE]).toBe('10');
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('Hand-in 2');
  });

  it('grades an exercise of the instructor’s own, by weight and deadline', async () => {
    const folder = join(root, 'own');
    cpSync(fileURLToPath(new URL('../squared-error', import.meta.url)), join(folder, 'exam', 'secret-error'), {
      recursive: true,
    });
    // Its check names the grader's words by their place; here that is another one.
    const check = join(folder, 'exam', 'secret-error', 'check.ts');
    const exercisesUrl = new URL('../', import.meta.url).href;
    writeFileSync(check, readFileSync(check, 'utf8').replaceAll("from '../", `from '${exercisesUrl}`));
    mkdirSync(join(folder, 'in', 'ada'), { recursive: true });
    writeFileSync(join(folder, 'in', 'ada', 'secret-error.ts'), exerciseFile('squared-error', 'solution.ts'));
    writeFileSync(join(folder, 'roster.csv'), 'id\nada\nalan\n');
    writeFileSync(join(folder, 'times.csv'), 'id,time\nada,2026-01-02T12:00:00Z\n');
    const assignment = {
      exercises: [{ exercise: 'secret-error', weight: 40 }],
      private: 'exam',
      deadline: '2026-01-02T00:00:00Z',
      late: { perDay: 0.25, atMost: 1 },
      seeds: [1, 2],
    };
    writeFileSync(join(folder, 'assignment.json'), JSON.stringify(assignment));
    const out = join(folder, 'report');
    const args = [
      '--submissions',
      join(folder, 'in'),
      '--roster',
      join(folder, 'roster.csv'),
      '--assignment',
      join(folder, 'assignment.json'),
      '--times',
      join(folder, 'times.csv'),
      '--out',
      out,
    ];
    expect(await grade(...args)).toMatchObject({ status: 0, stdout: expect.stringContaining('2 graded') });
    expect(
      csvParse(readFileSync(join(out, 'gradebook.csv'), 'utf8')).map((row) => [row['id'], row['sum'], row['max']]),
    ).toEqual([
      ['ada', '30', '40'],
      ['alan', '0', '40'],
    ]);
    // A check that is mended so that something else is right: whoever had it right loses, and is told.
    writeFileSync(
      join(folder, 'exam', 'secret-error', 'wrong', 'one-more.ts'),
      exerciseFile('squared-error', 'start.ts').replace(
        /^(?:\/\*\*[\s\S]*?\*\/\n)?/,
        '/**\n * One more\n *\n * Advice.\n */\n',
      ),
    );
    expect(await grade(...args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('“secret-error” has changed'),
    });
    expect(await grade(...args, '--regrade')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('0 gain and 0 lose points'),
    });
  });

  it('refuses to run code that nothing keeps apart, unless it is trusted', async () => {
    const { status, stderr } = await start('cli.ts', [...line, '--out', join(root, 'none')], { PATH: '/nowhere' })
      .ended;
    expect(status).toBe(5);
    expect(stderr).toContain('--trust-submissions');
    expect(existsSync(join(root, 'none', 'gradebook.csv'))).toBe(false);
  });

  it('ends with 2 and a hint for what the person at the keyboard can put right', async () => {
    const mistakes: readonly (readonly [string[], RegExp])[] = [
      [[], /--submissions is missing/],
      [['--wrong'], /wrong/],
      [[...line, '--assignment', 'x'], /--assignment FILE, or --exercises/],
      [[...line.slice(0, 4), '--exercises', 'squared-eror'], /Did you mean “squared-error”\?/],
      [['--submissions', '/nowhere', ...line.slice(2)], /there is no folder/],
    ];
    for (const [args, message] of mistakes) {
      const { status, stderr } = await grade(...args);
      expect([status, args]).toEqual([2, args]);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('stops at Ctrl-C with 130, refuses a second grader meanwhile, and goes on to the same marks', async () => {
    const out = join(root, 'stopped');
    const args = [...line, '--out', out, '--width', '1', ...trust];
    const { child, ended } = start('cli.ts', args);
    const lines = (): number =>
      existsSync(join(out, 'journal.jsonl'))
        ? readJournal(readFileSync(join(out, 'journal.jsonl'))).entries.filter(({ kind }) => kind === 'job').length
        : 0;
    for (let i = 0; i < 1200 && lines() < 3; i++) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await grade(...args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Another grader is at work'),
    });
    child.kill('SIGINT');
    expect((await ended).status).toBe(130);
    expect(await grade(...args)).toMatchObject({ status: 0 });
    expect(readFileSync(join(out, 'gradebook.csv'), 'utf8')).toBe(
      readFileSync(join(root, 'report', 'gradebook.csv'), 'utf8'),
    );
  });
});

describe('a grader that is killed', () => {
  it('again and again, at any moment, comes to the same bytes as one that was let be', async () => {
    const folder = join(root, 'replay');
    const { submissions, roster } = makeUpClass(folder, { students: 60, exercises: ['squared-error'], seed: 5 });
    const plan = (out: string): void =>
      writeFileSync(
        join(folder, 'plan.json'),
        JSON.stringify({ submissions, roster, exercises: ['squared-error'], out, seed: 11 }),
      );
    plan(join(folder, 'whole'));
    expect(await start('proof/replay.ts', [folder]).ended).toMatchObject({ status: 0 });
    plan(join(folder, 'killed'));
    let kills = 0;
    // Moments from the first line of the journal to the last file, later each time; at last it is let be.
    for (let wait = 0; kills < 8; wait += 60) {
      const { child, ended } = start('proof/replay.ts', [folder]);
      await new Promise<void>((resolve) => void setTimeout(resolve, 500 + wait));
      child.kill('SIGKILL');
      if ((await ended).status !== null) break;
      kills++;
    }
    expect(kills).toBeGreaterThan(0);
    expect(await start('proof/replay.ts', [folder]).ended).toMatchObject({ status: 0 });
    for (const name of ['gradebook.csv', 'index.html', 'junit.xml', 'moodle.csv', 'canvas.csv']) {
      const [whole, killed] = ['whole', 'killed'].map((one) =>
        readFileSync(join(folder, one, name), 'utf8').replace(/<code>[0-9a-f]{24}<\/code>/g, ''),
      );
      expect(killed, name).toBe(whole);
    }
  });
});
