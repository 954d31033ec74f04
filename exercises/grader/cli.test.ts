import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bestIsolation } from './isolation.ts';

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

  it('lists the exercises', () => {
    const { status, stdout } = grade('--list');
    expect(status).toBe(0);
    for (const name of stdout.trim().split('\n'))
      expect(existsSync(new URL(`../${name}/task.mdx`, import.meta.url))).toBe(true);
  });
});
