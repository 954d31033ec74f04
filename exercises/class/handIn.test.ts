/** Rows 31, 32, 33 and 50 of the threats: what lies in a folder may be anything, and nothing of it is followed, run or believed. */
import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../grader/intake.ts';
import { MAX_DEPTH, MAX_FILES, MAX_WORK_BYTES, takeFolder, takeHandIns } from './handIn.ts';
import { complaintAbout, readRegular } from './readRegular.ts';

const root = mkdtempSync(join(tmpdir(), 'chalkgrad-hand-in-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;
let folder = '';
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});
const put = (path: string, text: string | Uint8Array = 'x'): string => {
  const full = join(folder, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, text);
  return full;
};
const slugs = ['softmax', 'adam'];
const work = (exercises: Record<string, unknown>): string =>
  JSON.stringify({ format: 'chalkgrad-work', version: 1, written: '', exercises });
const record = (code: string, attempts: unknown[] = []) => ({
  version: 2,
  code,
  edited: 5000,
  passedAt: null,
  hints: 0,
  attempts,
});
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('a folder of answers', () => {
  it('gives the bytes of files called after exercises, at any depth up to the limit, and when they were changed', () => {
    utimesSync(put('softmax.ts', 'a'), 1000, 1000);
    put('week 2/mine/adam.wgsl', 'b');
    const { files, refused, notes } = takeFolder(folder, slugs);
    expect([...files.keys()].sort()).toEqual(['adam', 'softmax']);
    expect(textOf(files.get('softmax')?.bytes)).toBe('a');
    expect(files.get('softmax')?.modified).toBe(1_000_000);
    expect(textOf(files.get('adam')?.bytes)).toBe('b');
    expect(refused.size).toBe(0);
    expect(notes).toEqual([]);
  });

  it('looks at nothing else, and says how much there was', () => {
    put('notes.txt');
    put('other-exercise.ts');
    put('Softmax.ts');
    put('softmax.ts.bak');
    const { files, notes } = takeFolder(folder, slugs);
    expect(files.size).toBe(0);
    expect(notes).toEqual(['4 other files, not looked at']);
    rmSync(join(folder, 'Softmax.ts'));
    rmSync(join(folder, 'notes.txt'));
    rmSync(join(folder, 'softmax.ts.bak'));
    expect(takeFolder(folder, slugs).notes).toEqual(['1 other file, not looked at']);
  });

  it('refuses links, hard links, folders and pipes in an answer’s place', () => {
    const secret = put('secret', 'the solution');
    symlinkSync(secret, join(folder, 'softmax.ts'));
    linkSync(secret, join(folder, 'adam.ts'));
    const { files, refused } = takeFolder(folder, slugs);
    expect(files.size).toBe(0);
    expect(refused.get('softmax')).toMatchObject({
      rung: 'outcome',
      id: 'not-a-file',
      parameters: { what: 'a symbolic link' },
    });
    expect(refused.get('adam')).toMatchObject({
      id: 'not-a-file',
      parameters: { what: 'a hard link to another file' },
    });
    rmSync(join(folder, 'softmax.ts'));
    rmSync(join(folder, 'adam.ts'));
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'softmax.ts')]);
    expect(takeFolder(folder, slugs).refused.get('softmax')).toMatchObject({
      id: 'not-a-file',
      parameters: { what: expect.stringContaining('pipe') },
    });
  });

  it('goes into no folder that is a link', () => {
    mkdirSync(join(root, `${count}-outside`));
    writeFileSync(join(root, `${count}-outside`, 'softmax.ts'), 'not theirs');
    symlinkSync(join(root, `${count}-outside`), join(folder, 'inside'));
    expect(takeFolder(folder, slugs).files.size).toBe(0);
  });

  it('refuses a file that is too large, and reads one that just fits', () => {
    put('softmax.ts', ' '.repeat(MAX_FILE_BYTES));
    put('adam.ts', ' '.repeat(MAX_FILE_BYTES + 1));
    const { files, refused } = takeFolder(folder, slugs);
    expect(files.get('softmax')?.bytes.length).toBe(MAX_FILE_BYTES);
    expect(files.has('adam')).toBe(false);
    expect(refused.get('adam')).toMatchObject({
      id: 'too-large',
      parameters: { bytes: MAX_FILE_BYTES + 1, limit: MAX_FILE_BYTES },
    });
  });

  it('refuses everything where there are too many files, or folders too deep', () => {
    for (let i = 0; i < MAX_FILES; i++) put(`a${i}.txt`);
    expect(takeFolder(folder, slugs).refused.size).toBe(0);
    put('softmax.ts');
    const many = takeFolder(folder, slugs);
    expect(many.files.size).toBe(0);
    expect([...many.refused.keys()]).toEqual(slugs);
    expect(many.refused.get('softmax')).toEqual({
      rung: 'outcome',
      id: 'too-many-files',
      parameters: { what: `more than ${MAX_FILES} files` },
    });
  });

  it('has the limits that it tells', () => {
    expect([MAX_FILES, MAX_DEPTH, MAX_WORK_BYTES]).toEqual([50, 4, 16_777_216]);
  });

  it('goes as deep as it says and no deeper', () => {
    const path = (depth: number): string =>
      `${Array.from({ length: depth - 1 }, (_, i) => `d${i}`).join('/')}/softmax.ts`;
    put(path(MAX_DEPTH));
    expect(takeFolder(folder, slugs).files.has('softmax')).toBe(true);
    put(path(MAX_DEPTH + 1));
    expect(takeFolder(folder, slugs).refused.get('adam')).toMatchObject({
      id: 'too-many-files',
      parameters: { what: `folders in folders, more than ${MAX_DEPTH} deep` },
    });
  });

  it('takes no side between two files for one exercise, nor a third', () => {
    for (const place of ['a', 'b', 'c']) put(`${place}/softmax.ts`);
    const { files, refused } = takeFolder(folder, slugs);
    expect(files.size).toBe(0);
    expect(refused.get('softmax')).toEqual({
      rung: 'outcome',
      id: 'handed-in-twice',
      parameters: { what: 'softmax in several files' },
    });
  });
});

describe('the file that the site saves', () => {
  it('gives the text of each exercise, when it was edited, and what the page said of that text', () => {
    const attempts = [
      { at: 1, code: 'old', score: 10, max: 10 },
      { at: 2, code: 'mine', score: 4, max: 10 },
      { at: 3, code: 'mine', score: 6, max: 10 },
    ];
    put(
      'chalkgrad-work.json',
      work({ softmax: record('mine', attempts), adam: record('other'), 'not-asked': record('z') }),
    );
    const { files } = takeFolder(folder, slugs);
    expect([...files.keys()].sort()).toEqual(['adam', 'softmax']);
    expect(textOf(files.get('softmax')?.bytes)).toBe('mine');
    expect(files.get('softmax')).toMatchObject({ modified: 5000, claimed: { score: 6, max: 10 } });
    expect(files.get('adam')).not.toHaveProperty('claimed');
  });

  it('knows of no claim where the last attempt was never graded', () => {
    for (const [score, max] of [
      [null, null],
      [4, null],
      [null, 10],
    ]) {
      put('w.json', work({ softmax: record('mine', [{ at: 3, code: 'mine', score, max }]) }));
      expect(takeFolder(folder, slugs).files.has('softmax')).toBe(true);
      expect(takeFolder(folder, slugs).files.get('softmax')).not.toHaveProperty('claimed');
    }
  });

  it('counts less than a file of the exercise’s own', () => {
    put('softmax.ts', 'own');
    put('w.json', work({ softmax: record('from the page'), adam: record('b') }));
    const { files, notes } = takeFolder(folder, slugs);
    expect(textOf(files.get('softmax')?.bytes)).toBe('own');
    expect(textOf(files.get('adam')?.bytes)).toBe('b');
    expect(notes).toEqual(['softmax: in a file of its own and in the work file; the file of its own counts']);
  });

  it('does not mend what was refused as a file', () => {
    symlinkSync('/etc/passwd', join(folder, 'softmax.ts'));
    put('w.json', work({ softmax: record('from the page') }));
    const { files, refused } = takeFolder(folder, slugs);
    expect(files.size).toBe(0);
    expect(refused.has('softmax')).toBe(true);
  });

  it('says what it is where it is none, and refuses a text in it that is too long', () => {
    put('a.json', '{');
    put('b.json', JSON.stringify({ format: 'chalkgrad-work', version: 99, exercises: {} }));
    put('c.json', work({ softmax: record('ä'.repeat(MAX_FILE_BYTES / 2 + 1)), __proto__: 1 }));
    symlinkSync('a.json', join(folder, 'd.json'));
    const { files, notes, refused } = takeFolder(folder, slugs);
    expect(files.size).toBe(0);
    expect(notes).toEqual([
      'a.json: no work file of this site (not-ours)',
      'b.json: no work file of this site (newer)',
      'd.json: a symbolic link',
    ]);
    expect(refused.get('softmax')).toMatchObject({ id: 'too-large', parameters: { bytes: MAX_FILE_BYTES + 2 } });
  });

  it('may hold a text as long as a file may be', () => {
    put('w.json', work({ softmax: record(' '.repeat(MAX_FILE_BYTES)) }));
    expect(takeFolder(folder, slugs).files.get('softmax')?.bytes.length).toBe(MAX_FILE_BYTES);
  });

  it('is named by so much of its name as fits a line', () => {
    const [bad, link] = ['b'.repeat(80), 'c'.repeat(80)];
    put(`${bad}.json`, '{');
    symlinkSync('nowhere', join(folder, `${link}.json`));
    const { notes } = takeFolder(folder, slugs);
    expect(notes).toEqual([
      `${'b'.repeat(59)}…: no work file of this site (not-ours)`,
      `${'c'.repeat(59)}…: a symbolic link`,
    ]);
  });

  it('is not read where it is larger than any course', () => {
    put('w.json', ' '.repeat(MAX_WORK_BYTES + 1));
    expect(takeFolder(folder, slugs).notes).toEqual(['w.json: too large']);
  });
});

describe('the folder of a class', () => {
  const ids = ['ada', 'alan', 'grace'];

  it('takes folders and files called by an id, and names whoever is in no roster', () => {
    put('ada/softmax.ts', 'a');
    put('alan.json', work({ adam: record('b') }));
    put('Ada/softmax.ts', 'twin');
    put('mallory/softmax.ts', 'c');
    put('grace', 'no folder and no work file');
    put('\u202Eevil\n', 'x');
    put('.DS_Store');
    put('grace.json/softmax.ts', 'a folder of another name');
    put('l'.repeat(90));
    const { byStudent, strangers } = takeHandIns(folder, ids, slugs);
    expect([...byStudent.keys()].sort()).toEqual(['ada', 'alan']);
    expect(textOf(byStudent.get('ada')?.files.get('softmax')?.bytes)).toBe('a');
    expect(textOf(byStudent.get('alan')?.files.get('adam')?.bytes)).toBe('b');
    expect([...strangers].sort()).toEqual(['Ada', 'evil', 'grace', 'grace.json', `${'l'.repeat(79)}…`, 'mallory']);
  });

  it('lets a folder go before a file of the same student’s, exercise by exercise', () => {
    put('ada/softmax.ts', 'from the folder');
    symlinkSync('/etc/passwd', join(folder, 'ada', 'adam.ts'));
    put('ada.json', work({ softmax: record('from the file'), adam: record('from the file') }));
    const { files, refused } = takeHandIns(folder, ids, slugs).byStudent.get('ada')!;
    expect(textOf(files.get('softmax')?.bytes)).toBe('from the folder');
    expect([...files.keys()]).toEqual(['softmax']);
    expect([...refused.keys()]).toEqual(['adam']);
    put('alan/softmax.ts', 'a');
    put('alan.json', work({ adam: record('ä'.repeat(MAX_FILE_BYTES)), softmax: record('ä'.repeat(MAX_FILE_BYTES)) }));
    const alan = takeHandIns(folder, ids, slugs).byStudent.get('alan')!;
    expect([...alan.files.keys()]).toEqual(['softmax']);
    expect([...alan.refused.keys()]).toEqual(['adam']);
  });

  it('follows no link to a folder, even under an id', () => {
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere', 'softmax.ts'), 'not theirs');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'ada'));
    expect(takeHandIns(folder, ids, slugs).byStudent.has('ada')).toBe(false);
  });
});

describe('reading a file', () => {
  it('takes nothing that another file was put in the place of, between one look and the next', () => {
    const gone = { ok: false, why: 'gone', size: 0 };
    const secret = put('secret', 'the solution');
    const path = put('a.ts', '12345');
    const instead = (make: () => void) => () => {
      rmSync(path);
      make();
    };
    // A link, a pipe (which would wait for ever), another file of the same length, a hard link.
    expect(readRegular(path, 20, { looked: instead(() => symlinkSync(secret, path)) })).toEqual(gone);
    rmSync(path);
    if (process.platform !== 'win32') {
      put('a.ts', '12345');
      const pipe = readRegular(path, 20, { looked: instead(() => execFileSync('mkfifo', [path])) });
      expect(pipe).toMatchObject({ ok: false, why: 'special' });
      rmSync(path);
    }
    put('a.ts', '12345');
    put('b.ts', '54321');
    const other = join(folder, 'b.ts');
    expect(readRegular(path, 20, { looked: () => renameSync(other, path) })).toEqual(gone);
    const linked = readRegular(path, 20, { looked: () => linkSync(path, other) });
    expect(linked).toMatchObject({ ok: false, why: 'hard-link' });
    rmSync(other);
    expect(readRegular(path, 20, { looked: () => writeFileSync(path, 'x'.repeat(21)) })).toEqual({
      ok: false,
      why: 'too-large',
      size: 21,
    });
  });

  it('reads what is there, where a file grows or shrinks under its hands, and never more than it was told', () => {
    const path = put('a.ts', '12345');
    const longer = readRegular(path, 5, { opened: () => writeFileSync(path, '123456789') });
    expect(longer).toMatchObject({ ok: true, bytes: new Uint8Array([49, 50, 51, 52, 53]) });
    const shorter = readRegular(path, 20, { opened: () => writeFileSync(path, '12') });
    expect(shorter).toMatchObject({ ok: true, bytes: new Uint8Array([49, 50]) });
  });

  it('leaves nothing open, whatever it found', () => {
    if (process.platform !== 'linux') return;
    const open = (): number => readdirSync('/proc/self/fd').length;
    const path = put('ada/softmax.ts', '12345');
    const before = open();
    for (let i = 0; i < 5; i++) {
      readRegular(path, 5);
      readRegular(path, 4);
      readRegular(path, 5, { looked: () => writeFileSync(path, '123456') });
      writeFileSync(path, '12345');
      takeHandIns(folder, ['ada'], slugs);
    }
    expect(open()).toBe(before);
  });

  it('says what stands in the way, and leaves no descriptor open', () => {
    expect(readRegular(join(folder, 'nothing'), 10)).toEqual({ ok: false, why: 'gone', size: 0 });
    expect(readRegular(folder, 10)).toMatchObject({ ok: false, why: 'folder' });
    const path = put('a.ts', '12345');
    expect(readRegular(path, 5)).toMatchObject({ ok: true, bytes: new Uint8Array([49, 50, 51, 52, 53]) });
    expect(readRegular(path, 4)).toEqual({ ok: false, why: 'too-large', size: 5 });
    expect(readRegular('/dev/null', 10)).toMatchObject({ ok: false, why: 'special' });
  });

  it('refuses in the order of what could do harm', () => {
    const stats = (kind: 'link' | 'folder' | 'file' | 'pipe', nlink: number, size: number) =>
      ({
        isSymbolicLink: () => kind === 'link',
        isDirectory: () => kind === 'folder',
        isFile: () => kind === 'file',
        nlink,
        size,
      }) as never;
    expect(complaintAbout(stats('link', 2, 99), 1)).toBe('link');
    expect(complaintAbout(stats('folder', 2, 99), 1)).toBe('folder');
    expect(complaintAbout(stats('pipe', 2, 99), 1)).toBe('special');
    expect(complaintAbout(stats('file', 2, 99), 1)).toBe('hard-link');
    expect(complaintAbout(stats('file', 1, 2), 1)).toBe('too-large');
    expect(complaintAbout(stats('file', 1, 1), 1)).toBeNull();
  });
});

describe('a folder of very many files', () => {
  it('is not listed to its end', () => {
    const inside = join(folder, 'ada');
    mkdirSync(inside);
    for (let i = 0; i < 10_000; i++) writeFileSync(join(inside, String(i)), '');
    const said = () => takeFolder(inside, slugs).refused.get('adam');
    expect(said()).toMatchObject({ id: 'too-many-files', parameters: { what: 'more than 50 files' } });
    writeFileSync(join(inside, 'one more'), '');
    expect(said()).toMatchObject({ id: 'too-many-files', parameters: { what: 'more than 10000 files' } });
  });
});
