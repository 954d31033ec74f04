import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { courseOrder } from './course/courseOrder.ts';
import { bestIsolation } from './isolation.ts';
import { exerciseSlugs } from './loadExercise.ts';

const slug = 'cross-entropy-gradient';
const exerciseFile = (path: string): string => fileURLToPath(new URL(`../${slug}/${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-grade-'));
afterAll(() => rmSync(folder, { recursive: true }));

function grade(...args: string[]) {
  const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder },
  });
  return { status, stdout, stderr };
}

describe('npm run grade', () => {
  it('ends with 0 for full marks and 1 for less, and prints one line of JSON when asked', () => {
    expect(grade(slug, exerciseFile('solution.ts'))).toMatchObject({ status: 0, stderr: '' });
    const { status, stdout } = grade(slug, exerciseFile('wrong/sign-flipped.ts'), '--json', '--seed', '5');
    expect(status).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      exercise: { id: slug },
      seed: 5,
      isolation: bestIsolation(),
      status: 'graded',
      verdict: 'WRONG_ANSWER',
      diagnosis: { rung: 'match', id: 'sign-flipped' },
    });
  });

  it('makes a copy of the start where the student stands, never over a file, and grades it without being told its name', () => {
    const path = join(folder, `${slug}.ts`);
    expect(grade(slug, '--new')).toMatchObject({ status: 0 });
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(exerciseFile('start.ts'), 'utf8'));
    expect(grade(slug).stdout).toContain('Not started yet');
    writeFileSync(path, '// mine\n');
    const again = grade(slug, '--new');
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('stays as it is');
    expect(readFileSync(path, 'utf8')).toBe('// mine\n');
  });

  it('ends with 2 and a hint, never a stack trace, for what the person at the keyboard can put right', () => {
    const link = join(folder, 'link.ts');
    symlinkSync(exerciseFile('solution.ts'), link);
    const importing = join(folder, 'importing.ts');
    writeFileSync(importing, "import 'node:fs';\n");
    const mistakes: readonly (readonly [string[], RegExp])[] = [
      [[], /Which exercise\?/],
      [['cross-entropy-gradeint'], /Did you mean “cross-entropy-gradient”\?/],
      [['../grader'], /There is no exercise/],
      [[slug, 'no-such-file.ts'], /--new/],
      [[slug, folder], /not an ordinary file/],
      [[slug, link], /not an ordinary file/],
      [[slug, exerciseFile('solution.ts'), '--seed', '-1'], /--seed|seed/],
      [[slug, '--wrong-flag'], /wrong-flag/],
    ];
    for (const [args, message] of mistakes) {
      const { status, stderr } = grade(...args);
      expect([status, args]).toEqual([2, args]);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    expect(grade(slug, importing)).toMatchObject({ status: 2, stdout: expect.stringContaining('Import not allowed') });
  });

  it('lists the exercises in the order of the course, and how far one is', () => {
    const { status, stdout } = grade('--list');
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n').slice(0, -2);
    expect(lines.map((line) => line.trim().split(' ')[0]).toSorted()).toEqual([...exerciseSlugs()].sort());
    expect(stdout).toContain(`0 of ${lines.length} solved.`);
  });

  it('tells of all that was begun what an instructor’s report tells', () => {
    expect(grade('--report', '--dir', 'none-yet')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--watch'),
    });
    const put = (name: string, path: string): void =>
      writeFileSync(join(folder, 'begun', `${name}.ts`), readFileSync(exerciseFile(path)));
    mkdirSync(join(folder, 'begun'));
    put(slug, 'wrong/softmax-applied-twice.ts');
    put('squared-error', '../squared-error/solution.ts');
    // Not begun: nothing is said of it.
    put('line-at', '../line-at/start.ts');
    const { status, stdout } = grade('--report', '--dir', 'begun', '--seed', '5');
    expect(status).toBe(1);
    expect(stdout).toMatch(/✓ squared-error +10\/10/);
    expect(stdout).toMatch(new RegExp(`✗ ${slug} +0/10`));
    expect(stdout).toContain('10 of 20 points, 50 %.');
    expect(stdout).toMatch(new RegExp(`${slug} · .*softmax`, 'i'));
    expect(stdout).toMatch(/http:\/\/localhost:4321\/\S+#t=/);
    expect(stdout).not.toContain('line-at');
    put(slug, 'solution.ts');
    const right = grade('--report', '--dir', 'begun', '--seed', '5');
    expect(right).toMatchObject({ status: 0, stdout: expect.stringContaining('No mistake in any of them.') });
  });

  it('remembers a pass among the answers, and says what was begun', () => {
    mkdirSync(join(folder, 'mine'));
    const answers = join(folder, 'mine', `${slug}.ts`);
    writeFileSync(answers, readFileSync(exerciseFile('start.ts')));
    expect(grade('--list', '--dir', 'mine').stdout).toMatch(new RegExp(`^ *${slug}`, 'm'));
    writeFileSync(answers, readFileSync(exerciseFile('wrong/sign-flipped.ts')));
    expect(grade('--list', '--dir', 'mine').stdout).toContain(`· ${slug}`);
    writeFileSync(answers, readFileSync(exerciseFile('solution.ts')));
    expect(grade(slug, 'mine/cross-entropy-gradient.ts', '--dir', 'mine').status).toBe(0);
    expect(grade('--list', '--dir', 'mine').stdout).toContain(`✓ ${slug}`);
    writeFileSync(join(folder, 'mine', 'progress.json'), '{"version":1,"solved":3}');
    expect(grade('--list', '--dir', 'mine')).toMatchObject({ status: 0, stdout: expect.stringContaining('0 of') });
    expect(readFileSync(join(folder, 'mine', 'progress.json.unreadable'), 'utf8')).toContain('"solved":3');
  });
});

describe('npm run grade -- --watch', () => {
  /** Starts it in a folder, and offers to wait for what it prints, to press keys and to save files. */
  function watch(dir: string) {
    const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
    const child = spawn(process.execPath, [cli, '--watch', '--dir', dir], {
      env: { ...process.env, INIT_CWD: folder },
    });
    let printed = '';
    let read = 0;
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.stderr.on('data', (chunk) => (printed += chunk));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return {
      ended,
      press: (key: string) => child.stdin.write(key),
      save: (name: string, source: string) => writeFileSync(join(folder, dir, `${name}.ts`), readFileSync(source)),
      async says(text: string) {
        for (let i = 0; i < 600 && !printed.slice(read).includes(text); i++)
          await new Promise((resolve) => setTimeout(resolve, 50));
        expect(printed.slice(read)).toContain(text);
        read = printed.indexOf(text, read) + text.length;
      },
    };
  }

  it('shows a task, grades what is saved, gives hints, goes on when it passes, and resumes where it was', async () => {
    // Where the course has come to is remembered: this one starts at an exercise that the test has answers for.
    const place = courseOrder().findIndex((exercise) => exercise.slug === slug) + 1;
    mkdirSync(join(folder, 'course'));
    writeFileSync(
      join(folder, 'course', 'progress.json'),
      JSON.stringify({ version: 1, solved: {}, hints: {}, open: slug }),
    );
    const first = watch('course');
    await first.says(`Exercise ${place} of`);
    await first.says(`course/${slug}.ts`);
    expect(readFileSync(join(folder, 'course', `${slug}.ts`), 'utf8')).toBe(
      readFileSync(exerciseFile('start.ts'), 'utf8'),
    );
    first.press('h');
    await first.says('Hint 1 of');
    first.save(slug, exerciseFile('wrong/sign-flipped.ts'));
    await first.says('0 of 10 points');
    first.press('h');
    await first.says('Hint 2 of');
    first.press('q');
    expect(await first.ended).toBe(1);

    const second = watch('course');
    await second.says(`Exercise ${place} of`);
    second.save(slug, exerciseFile('solution.ts'));
    await second.says('All 10 points.');
    await second.says(`Exercise ${place + 1} of`);
    second.press('l');
    await second.says(`✓ ${slug}`);
    second.press('n');
    await second.says(`Exercise ${place + 2} of`);
    second.press('q');
    expect(await second.ended).toBe(1);

    const third = watch('course');
    await third.says(`Exercise ${place + 2} of`);
    third.press('\u0003');
    expect(await third.ended).toBe(130);
  });

  it('ends with 0 when everything is solved, and with 2 and a hint where it cannot write', async () => {
    const solved = Object.fromEntries(exerciseSlugs().map((name) => [name, { at: 1, sha256: '' }]));
    mkdirSync(join(folder, 'done'));
    writeFileSync(join(folder, 'done', 'progress.json'), JSON.stringify({ version: 1, solved, hints: {}, open: slug }));
    const done = watch('done');
    await done.says(`All ${exerciseSlugs().length} exercises are solved.`);
    expect(await done.ended).toBe(0);
    writeFileSync(join(folder, 'a-file'), '');
    const { status, stderr } = grade('--watch', '--dir', 'a-file');
    expect(status).toBe(2);
    expect(stderr).toContain('--dir');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
