// Packages from end to end: archive, text and folder, in a child process of their own, right, wrong and hostile.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeZip } from '#framework';
import { answerOf } from '../grader/assemble.ts';
import { gradeSource } from '../grader/gradeSource.ts';
import { loadExercise, readFolder } from '../grader/loadExercise.ts';
import { packageText, readPackageText } from '../grader/package/packageText.ts';
import { MAX_ARCHIVE_BYTES, readPackage } from '../grader/package/readPackage.ts';
import { packageOf } from '../grader/proof/packageFiles.ts';
import { seeds, THRESHOLD } from './check.ts';

const SLOW = { timeout: 240_000 };
const exercise = await loadExercise('capstone');
const { solution } = await readFolder('capstone');
const wanted = Object.keys(exercise.packageParts);
const right = packageOf(new URL('solution.ts', import.meta.url));
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const archive = (files: Iterable<readonly [string, string]>, folder = 'my-chalkgrad/') =>
  encodeZip(new Map([...files].map(([slug, text]) => [`${folder}src/${slug}.ts`, bytes(text)])));
const changed = (slug: string, text: string) => archive(new Map(right).set(slug, text));
const grade = async (file: Uint8Array) => gradeSource(exercise, file, { seed: 1 });

describe('a package', () => {
  it('passes as an archive, and every seed that a grading may draw reaches the threshold', SLOW, async () => {
    expect(await grade(await archive(right))).toMatchObject({ verdict: 'PASS', score: 10 });
    for (const seed of seeds) {
      const { accuracy } = answerOf(exercise, solution, ['train', seed]) as unknown as { accuracy: number };
      expect(accuracy, `seed ${seed}`).toBeGreaterThan(THRESHOLD + 0.05);
    }
  });

  it('is named as text where an answer in it is wrong, and its part loses its points alone', SLOW, async () => {
    const files = packageOf(new URL('wrong/leaks-tensors.ts', import.meta.url));
    expect(files.get('validate')).not.toBe(right.get('validate'));
    const verdict = await grade(bytes(packageText(files)));
    expect(verdict).toMatchObject({ verdict: 'PARTIAL', score: 9, diagnosis: { rung: 'match', id: 'leaks-tensors' } });
  });

  it('says what is missing, and in which file a line does not parse', async () => {
    const some = new Map([...right].filter(([slug]) => slug !== 'adam' && slug !== 'validate'));
    const missing = await grade(await archive(some));
    expect(missing.diagnosis).toMatchObject({ id: 'parts-missing', parameters: { missing: 'adam, validate' } });
    const broken = await grade(await changed('adam', 'export class Adam {\n  step( {\n'));
    expect(broken).toMatchObject({ verdict: 'LOAD_ERROR', score: 0 });
    expect(broken.diagnosis!.parameters['message']).toMatch(/^src\/adam\.ts: /);
    const renamed = await grade(await changed('adam', 'export class Adan {}'));
    expect(renamed.diagnosis).toMatchObject({ id: 'export', parameters: { wanted: 'Adam' } });
  });

  it.each([
    ['reads a file', "import { readFileSync } from 'node:fs';\nexport class Adam { x = readFileSync; }"],
    ['imports another part', "import { validate } from '#part/validate';\nexport class Adam { x = validate; }"],
    ['imports the front', "import * as all from 'answer:answer.ts?';\nexport class Adam { x = all; }"],
    ['imports what answers', "import * as s from '../adam/solution.ts';\nexport class Adam { x = s; }"],
  ])('of which a part %s is refused', SLOW, async (_, text) => {
    expect(await grade(await changed('adam', text))).toMatchObject({ verdict: 'BAD_SUBMISSION', score: 0 });
  });

  it.each([
    ['ends the program', 'process.exit(0);\nexport class Adam {}', /EARLY_EXIT|LOAD_ERROR/],
    ['throws while loading', "throw new Error('no');\nexport class Adam {}", /LOAD_ERROR/],
    [
      'starts a program',
      "const x = process.getBuiltinModule('node:child_process');\nexport class Adam { x = x; }",
      /LOAD_ERROR|RUNTIME_ERROR/,
    ],
  ])('of which a part %s earns nothing', SLOW, async (_, text, word) => {
    const verdict = await grade(await changed('adam', text));
    expect(verdict.verdict).toMatch(word);
    expect(verdict.score).toBe(0);
  });

  it('whose part never ends is killed', SLOW, async () => {
    const file = await changed('adam', 'for (;;);\nexport class Adam {}');
    const verdict = await gradeSource(exercise, file, { seed: 1, wallMs: 6000 });
    expect(verdict).toMatchObject({ verdict: 'TIME_LIMIT', score: 0 });
  });
});

describe('an archive', () => {
  const refused = async (file: Uint8Array) => {
    const read = await readPackage(file, wanted);
    expect(read.ok).toBe(false);
    return read.ok ? null : read.diagnosis;
  };

  it('is looked into for the parts alone: no other name matters, and none is a place on a disk', async () => {
    const members = new Map([...right].map(([slug, text]) => [`src/${slug}.ts`, bytes(text)]));
    for (const name of ['../../etc/passwd', '/src/adam.ts', 'a/b/src/adam.ts', 'src/../src/adam.ts', 'src/__proto__.ts', 'framework/chalkgrad.js']) members.set(name, bytes('x')); // biome-ignore format: one line reads better
    const read = await readPackage(await encodeZip(members), wanted);
    expect(read).toEqual({ ok: true, files: new Map([...right].sort(() => 0)) });
  });

  it('is refused when it is cut, too large, a bomb, or no text inside', async () => {
    const whole = await archive(right);
    expect(await refused(whole.slice(0, -9))).toMatchObject({ id: 'not-a-package' });
    const large = new Uint8Array(MAX_ARCHIVE_BYTES + 1);
    large.set([0x50, 0x4b, 0x03, 0x04]);
    expect(await refused(large)).toMatchObject({ id: 'too-large' });
    const bomb = await encodeZip(new Map([['src/adam.ts', new Uint8Array(20 * 1024 * 1024)]]), { compress: true });
    expect(bomb.length).toBeLessThan(MAX_ARCHIVE_BYTES);
    expect(await refused(bomb)).toMatchObject({ id: 'not-a-package' });
    expect(await refused(await changed('adam', '\0'))).toMatchObject({ id: 'not-text' });
    expect(await refused(await changed('adam', 'x'.repeat(300_000)))).toMatchObject({ id: 'too-large' });
    const many = await archive([...right].map(([slug, text]) => [slug, `${text}// ${'x'.repeat(40_000)}`] as const));
    expect(await refused(many), 'all together').toMatchObject({ id: 'too-large' });
    expect(await refused(await encodeZip(new Map([['a/src/adam.ts', bytes('1')], ['b/src/adam.ts', bytes('2')]])))).toMatchObject({ id: 'not-a-package' }); // biome-ignore format: one line reads better
  });

  it('with another byte anywhere is refused for it, or says what it said: never throws, never says something else', async () => {
    const whole = await archive([['adam', right.get('adam')!]]);
    const [read, refusals] = [[] as number[], new Set<string>()];
    for (let at = 0; at < whole.length; at += 7) {
      const file = whole.slice();
      file[at] = file[at]! ^ 0x55;
      const result = await readPackage(file, wanted);
      if (!result.ok) refusals.add(result.diagnosis.id);
      else {
        read.push(at);
        // A byte of the name hides the file; one of the time, or of what nobody reads, changes nothing.
        for (const [slug, text] of result.files)
          expect([slug, text], `byte ${at}`).toEqual(['adam', right.get('adam')]);
      }
    }
    // Without its first bytes it is no archive, and then no text either.
    expect([...refusals].sort()).toEqual(['not-a-package', 'not-text']);
    expect(read.length).toBeGreaterThan(0);
  });

  it('and its text say the same; a text that names a file twice says nothing', () => {
    const text = packageText(right);
    expect([...readPackageText(text)!.keys()]).toEqual([...right.keys()]);
    for (const [slug, source] of readPackageText(text.replaceAll('\n', '\r\n'))!)
      expect(source.trim()).toBe(right.get(slug)!.trim());
    expect(readPackageText(`${text}\n// file: src/adam.ts\n`)).toBeNull();
  });
});

describe('in a terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-capstone-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const graded = (path: string) =>
    spawnSync(
      process.execPath,
      ['--import', './site/tests/requireNode.mjs', 'exercises/grader/cli.ts', 'capstone', path, '--json'],
      { cwd: root, env: { ...process.env, INIT_CWD: folder }, encoding: 'utf8' },
    );

  it('an archive is graded, and a folder like it', SLOW, async () => {
    writeFileSync(join(folder, 'my-chalkgrad.zip'), await archive(right));
    mkdirSync(join(folder, 'mine/src'), { recursive: true });
    for (const [slug, text] of packageOf(new URL('wrong/state-incomplete.ts', import.meta.url)))
      writeFileSync(join(folder, `mine/src/${slug}.ts`), text);
    const [whole, other] = [graded('my-chalkgrad.zip'), graded('mine')];
    expect([whole.status, JSON.parse(whole.stdout)]).toMatchObject([0, { verdict: 'PASS', score: 10 }]);
    expect([other.status, JSON.parse(other.stdout).diagnosis]).toMatchObject([1, { id: 'state-incomplete' }]);
  });
});
