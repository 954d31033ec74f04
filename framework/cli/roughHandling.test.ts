// Commands that are handled roughly: places that cannot be written, files that are none, numbers beyond all memory, readers that leave. Each is
// told in two calm lines, ends with the right code, and loses nothing that was learned.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeCheckpoint, encodeSafetensors, loadCheckpoint } from '../index.ts';
import { wholeNumber } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-rough-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SLOW = 60_000;
const onUnix = it.skipIf(process.platform === 'win32');

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Handling {
  /** Done once when this text appears on stderr. */
  readonly when?: string;
  readonly act?: (child: ChildProcess) => void;
  /** Nobody reads what it prints. */
  readonly deaf?: boolean;
  /** Where its output goes instead. */
  readonly to?: number;
}

function cli(command: string, args: readonly string[], { when, act, deaf, to }: Handling = {}): Promise<Outcome> {
  const stdio = ['ignore', to ?? 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, [join(import.meta.dirname, `${command}.ts`), ...args], {
    cwd: folder,
    stdio: [...stdio],
    env: { ...process.env, TMPDIR: folder },
  });
  let [out, err, waits] = ['', '', when !== undefined];
  if (deaf === true) child.stdout?.destroy();
  else child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    if (waits && err.includes(when!)) {
      waits = false;
      act!(child);
    }
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** Message and hint, no stack, that exit code. */
async function isTold(command: string, args: readonly string[], message: RegExp, code = 1): Promise<void> {
  const { err, code: ended } = await cli(command, args);
  expect(err).toMatch(message);
  expect(err).toMatch(/\nhint: \S/);
  expect(err).not.toMatch(/\n\s+at |unexpected:/);
  expect(ended).toBe(code);
}

/** Two at a time: there may be no more processors. */
async function together<T>(list: readonly T[], run: (item: T, place: number) => Promise<void>): Promise<void> {
  for (let i = 0; i < list.length; i += 2)
    await Promise.all(list.slice(i, i + 2).map((item, offset) => run(item, i + offset)));
}

describe('--out', () => {
  onUnix.each([
    ['.', /^write: \. is a folder, no file/],
    ['', /^write: the name of the file is empty/],
    ['/dev/null', /^write: \/dev\/null is a device, no file/],
    ['nowhere/w.safetensors', /^write: cannot write nowhere\/w\.safetensors \(ENOENT\)/],
  ])(
    '%s is tried before the first step',
    async (out, message) => {
      await isTold('train', ['line-regression', '--out', out], message); // as the first thing: nothing was begun
    },
    SLOW,
  );

  it(
    'whose folder vanishes meanwhile: the weights are elsewhere, and it is said where',
    async () => {
      mkdirSync(join(folder, 'gone'));
      const args = ['digits-cnn', '--examples', '96', '--epochs', '3', '--test-examples', '40', '--json'];
      const { code, out, err } = await cli('train', [...args, '--out', 'gone/w.safetensors'], {
        when: 'epoch 1/3',
        act: () => rmSync(join(folder, 'gone'), { recursive: true }),
      });
      const place = /write: cannot write gone.w\.safetensors \(ENOENT\)\nsaved to (\S+) instead/.exec(err)?.[1];
      expect(place).toMatch(/^w\.rescued-.*\.safetensors$/);
      expect((await loadCheckpoint(join(folder, place!))).manifest.cursor.step).toBe(9);
      expect(JSON.parse(out)).toMatchObject({ steps: 9 });
      expect(code).toBe(1); // not where it was asked for
    },
    SLOW,
  );

  it(
    'that became a folder meanwhile, on Ctrl-C: the same',
    async () => {
      const args = ['digits-cnn', '--examples', '96', '--epochs', '90', '--test-examples', '40'];
      const { code, err } = await cli('train', [...args, '--out', 'turned'], {
        when: 'epoch 1/90',
        act: (child) => {
          mkdirSync(join(folder, 'turned'));
          child.kill('SIGINT');
        },
      });
      const place =
        /write: turned is a folder, no file\nsaved step \d+ to (\S+) instead\ngo on with: .*--resume (\S+)/.exec(err);
      expect(place?.[1]).toBe(place?.[2]);
      expect(existsSync(join(folder, place![1]!))).toBe(true);
      expect(code).toBe(130);
    },
    SLOW,
  );
});

describe('whoever reads', () => {
  it(
    'may leave: no stack, and the code of a broken pipe',
    async () => {
      expect(await cli('train', ['--list'], { deaf: true })).toEqual({ code: 141, out: '', err: '' });
    },
    SLOW,
  );

  it.runIf(existsSync('/dev/full'))(
    'may have no room: the result is in a file, and it is said where',
    async () => {
      const { openSync, closeSync } = await import('node:fs');
      const full = openSync('/dev/full', 'w');
      const { code, err } = await cli('train', ['line-regression', '--epochs', '1', '--json'], { to: full });
      closeSync(full);
      const place = /the output cannot be written \(ENOSPC\)\nhint: .*\nit is in (\S+)/.exec(err)?.[1];
      expect(JSON.parse(readFileSync(place!, 'utf8'))).toMatchObject({ run: 'line-regression', steps: 13 });
      expect(code).toBe(1);
    },
    SLOW,
  );
});

describe('numbers', () => {
  it.each([
    ['examples', '1e12', 200_000],
    ['test-examples', '9007199254740991', 200_000],
    ['batch-size', '1e9', 200_000],
    ['epochs', '1e15', 1_000_000],
    ['threads', '1e9', 1024],
  ])('--%s %s is refused', (name, value, limit) => {
    expect(() => wholeNumber({ [name]: value }, name, 1)).toThrow(
      new RegExp(`--${name} ${value} is not usable\\nhint: .* and at most ${limit}\\.`),
    );
    expect(wholeNumber({ [name]: String(limit) }, name, 1)).toBe(limit);
  });

  it(
    'are refused in the terminal',
    () => isTold('train', ['digits-cnn', '--examples', '1e12'], /^--examples 1e12/, 2),
    SLOW,
  );
});

describe('--resume', () => {
  it(
    'refuses null manifests, other kinds, and numbers of runs that cannot be',
    async () => {
      const first = await cli('train', ['line-regression', '--epochs', '1', '--out', 'line.safetensors']);
      expect(first.code).toBe(0);
      const state = await loadCheckpoint(join(folder, 'line.safetensors'));
      const manifests: readonly [unknown, RegExp][] = [
        [null, /its manifest is null, no table/],
        [{ ...state.manifest, generators: 3 }, /has generators 3, where a table must stand/],
        [{ ...state.manifest, config: { epochs: null } }, /has epochs null in its config/],
        [state.manifest, /damaged: its checksum does not fit/],
      ];
      await together(manifests, ([manifest, message], i) => {
        const file = encodeSafetensors(state.tensors, { chalkgrad: JSON.stringify(manifest) });
        writeFileSync(join(folder, `${i}.safetensors`), file);
        return isTold('train', ['line-regression', '--resume', `${i}.safetensors`], message);
      });
    },
    4 * SLOW,
  );
});

describe('what is no file', () => {
  onUnix(
    'is refused at once wherever a file can be named',
    async () => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      mkdirSync(join(folder, 'digits'));
      execFileSync('mkfifo', [join(folder, 'digits', 'train-images-idx3-ubyte')]);
      const tried: readonly (readonly [string, readonly string[], RegExp])[] = [
        ['evaluate', ['digits-cnn', '--weights', 'pipe'], /pipe is a pipe, no file/],
        ['train', ['digits-cnn', '--resume', '/dev/zero'], /\/dev\/zero is a device, no file/],
        ['train', ['tiny-gpt', '--text', '/dev/urandom'], /\/dev\/urandom is a device, no file/],
        ['train', ['digits-cnn', '--data', 'digits'], /train-images-idx3-ubyte is a pipe, no file/],
        ['train', ['shapes-cnn', '--images', 'pipe'], /cannot list pipe \(ENOTDIR\)/],
        ['data', ['get', 'mnist', '--to', 'pipe'], /pipe is no folder, and cannot be made into one/],
      ];
      await together(tried, ([command, args, message]) => isTold(command, args, message));
    },
    4 * SLOW,
  );

  it(
    'texts that are none are bounded',
    async () => {
      writeFileSync(join(folder, 'large.txt'), Buffer.alloc(2 ** 25 + 1, 'a'));
      await isTold(
        'train',
        ['tiny-gpt', '--text', 'large.txt'],
        /has 33554433 bytes, more than the 33554432 that are read/,
      );
      const characters = Array.from({ length: 30_000 }, (_, i) => String.fromCodePoint(0x10000 + i)).join('');
      writeFileSync(join(folder, 'all.txt'), characters);
      await isTold('train', ['tiny-gpt', '--text', 'all.txt'], /has 30000 different characters, more than 10000/);
    },
    SLOW,
  );

  it('leaves nothing behind', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(() => decodeCheckpoint(new Uint8Array(3), 'x')).toThrow(/not a usable safetensors file/);
  });
});
