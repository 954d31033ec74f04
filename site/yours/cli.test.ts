// `npm run yours`: from the page's file to a package that tests itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExercise } from '../../exercises/grader/loadExercise.ts';
import { newWork, type Work, withAttempt } from '../workbench/Work.ts';
import { writeWorkFile } from '../workbench/workFile.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-yours-'));
const out = join(folder, 'mine');
const solution = (slug: string): string => readFileSync(join(root, `exercises/${slug}/solution.ts`), 'utf8');

const solved = (code: string, later = code): Work => ({
  ...withAttempt(newWork(code, 1), { at: 1, code, score: 10, max: 10 }),
  code: later,
});

/** Without types and bundled names: what the command line runs. */
const runYours = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', './site/tests/requireNode.mjs', 'site/yours/cli.ts', ...args], {
    cwd: root,
    env: { ...process.env, INIT_CWD: folder },
    encoding: 'utf8',
  });

const capstone = await loadExercise('capstone');

let said = '';
beforeAll(() => {
  const work = new Map([
    ['adam', solved(solution('adam'), '// a later draft that was not graded')],
    ['linear-layer', solved(solution('linear-layer'))],
    ['broadcast-shapes', solved(solution('broadcast-shapes'))],
    ['line-at', solved('export const lineAt = () => 1;')],
    ['bptt', newWork(solution('bptt'), 1)],
    ['which-h', solved(solution('which-h'))],
  ]);
  writeFileSync(join(folder, 'work.json'), writeWorkFile(work, 1));
  const run = runYours('work.json', '--out', 'mine');
  expect(run.stderr).toBe('');
  said = run.stdout;
});
afterAll(() => rmSync(folder, { recursive: true }));

const test = () => spawnSync(process.execPath, ['--test', '--test-reporter=tap'], { cwd: out, encoding: 'utf8' });

describe('the package of accepted answers', () => {
  it('holds what passes, as it was written, and says what does not', () => {
    expect(said).toMatch(/line-at does not pass any more, and is left out/);
    expect(said).not.toMatch(/bptt|which-h/);
    expect(readFileSync(join(out, 'src/adam.ts'), 'utf8')).toBe(solution('adam'));
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/\| `adam` \| Adam \| `Adam` \|/);
    const { yours, ours } = JSON.parse(readFileSync(join(out, 'parts.json'), 'utf8')) as {
      yours: readonly { part: string; points: number }[];
      ours: readonly string[];
    };
    expect(yours).toContainEqual({
      part: 'adam',
      exercise: 'Adam',
      exports: ['Adam'],
      inPlaceOf: 'Adam',
      points: 10,
      source: 'src/adam.ts',
    });
    expect(yours.map(({ part }) => part)).toEqual(['broadcast-shapes', 'linear-layer', 'adam']);
    expect([...ours, 'adam', 'linear-layer'].sort()).toEqual(Object.keys(capstone.packageParts).sort());
  });

  it('can be used, and shares one framework with those of its parts that need it', () => {
    const program = `import { adam, linearLayer, broadcastShapes } from 'my-chalkgrad'; import { zeros } from '#framework';
      const rule = new adam.Adam(0.1, 0.9, 0.999, 1e-8);
      console.log(JSON.stringify([rule.step([1], [2]), new linearLayer.Linear(3, 2).forward(zeros([4, 3])).shape, broadcastShapes.broadcastShape([3, 1], [4])]));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: out,
      encoding: 'utf8',
    });
    const [theta, shape, broadcast] = JSON.parse(printed) as number[][];
    expect(theta![0]).toBeCloseTo(0.9, 7);
    expect([shape, broadcast]).toEqual([
      [4, 2],
      [3, 4],
    ]);
  });

  it('tests itself, and finds what is broken', () => {
    const right = test();
    expect(right.stdout).toMatch(/# fail 0\n/);
    expect(Number(/# pass (\d+)/.exec(right.stdout)![1])).toBeGreaterThan(20);
    const path = join(out, 'lib/broadcast-shapes.js');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Math.max(a.length, b.length)', 'a.length'));
    const wrong = test();
    expect(wrong.status).toBe(1);
    expect(wrong.stdout).toMatch(/not ok \d+ - broadcast-shapes: /);
    expect(wrong.stdout).not.toMatch(/not ok \d+ - (?:adam|linear-layer): /);
  });

  it('is never written over something, nor made of nothing', () => {
    expect(runYours('work.json', '--out', 'mine')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is there already/),
    });
    writeFileSync(join(folder, 'empty.json'), writeWorkFile(new Map(), 1));
    expect(runYours('empty.json', '--out', 'other')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no accepted answer/),
    });
    expect(runYours('none.json')).toMatchObject({ status: 2, stderr: expect.stringMatching(/There is no file/) });
  });
});
