// Against a small server on this machine; nothing here leaves it.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceFile } from '../index.ts';
import { download, takeFrom } from './download.ts';

const content = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251));
const file: SourceFile = {
  name: 'set.bin',
  size: content.length,
  checksum: { md5: createHash('md5').update(content).digest('hex') },
};

/** What the server does with the next requests. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => {
  answer(request, response);
});
let mirror = '';
let folder = '';
let target = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  mirror = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  folder = mkdtempSync(join(tmpdir(), 'chalkgrad-data-'));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  target = mkdtempSync(join(folder, 'to-'));
});

const whole = (_request: IncomingMessage, response: ServerResponse): void => {
  response.end(content);
};

/** Knows Range, as real servers do. */
const ranged = (request: IncomingMessage, response: ServerResponse): void => {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start === 0) whole(request, response);
  else if (start >= content.length) response.writeHead(416).end();
  else {
    const range = `bytes ${start}-${content.length - 1}/${content.length}`;
    response.writeHead(206, { 'Content-Range': range }).end(content.subarray(start));
  }
};

const result = (): Buffer => readFileSync(join(target, file.name));
const get = (mirrors = [mirror]): ReturnType<typeof download> => download(file, target, { mirrors, patienceMs: 300 });

describe('download', () => {
  it('fetches a file, reports progress, and does nothing the second time', async () => {
    answer = whole;
    const seen: number[] = [];
    const outcome = await download(file, join(target, 'new', 'folder'), {
      mirrors: [mirror],
      onProgress: (bytes) => seen.push(bytes),
    });
    expect(outcome).toEqual({ kind: 'fetched', resumedAt: 0 });
    expect(readFileSync(join(target, 'new', 'folder', file.name))).toEqual(content);
    expect(seen.at(-1)).toBe(content.length);
    answer = () => {
      throw new Error('asked again');
    };
    expect(await download(file, join(target, 'new', 'folder'), { mirrors: [mirror] })).toEqual({ kind: 'present' });
  });

  it('goes on where it was cut off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': content.length });
      response.write(content.subarray(0, 2000));
      setTimeout(() => response.destroy(), 100); // what was sent must have arrived
    };
    await expect(get()).rejects.toThrow(/set\.bin could not be fetched[\s\S]*hint: is there a network\?.*--from DIR/);
    expect(existsSync(join(target, file.name))).toBe(false);
    expect(readFileSync(join(target, 'set.bin.part'))).toEqual(content.subarray(0, 2000));
    answer = ranged;
    expect(await get()).toEqual({ kind: 'fetched', resumedAt: 2000 });
    expect(result()).toEqual(content);
    expect(existsSync(join(target, 'set.bin.part'))).toBe(false);
  });

  it('starts afresh with a server that knows no ranges', async () => {
    writeFileSync(join(target, 'set.bin.part'), content.subarray(0, 100));
    answer = whole;
    expect(await get()).toEqual({ kind: 'fetched', resumedAt: 0 });
    expect(result()).toEqual(content);
  });

  it('accepts a part that turns out to be complete', async () => {
    writeFileSync(join(target, 'set.bin.part'), content);
    answer = ranged;
    await get();
    expect(result()).toEqual(content);
  });

  it('throws away what has a wrong checksum, and tries the next mirror', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/bad')) response.end('something else');
      else whole(request, response);
    };
    await expect(get([`${mirror}/bad`])).rejects.toThrow(/\/bad\/set\.bin: the checksum is wrong/);
    expect(existsSync(join(target, 'set.bin.part'))).toBe(false);
    await get([`${mirror}/bad`, `${mirror}/good/`]);
    expect(result()).toEqual(content);
  });

  it('names what each mirror answered', async () => {
    answer = (_request, response) => response.writeHead(404).end();
    const error = get([mirror, 'http://127.0.0.1:1']).catch((reason: Error) => reason.message);
    expect(await error).toMatch(/the server answered 404\n {2}http:\/\/127\.0\.0\.1:1\/set\.bin: \S+/);
  });

  it('gives up on a server that falls silent', async () => {
    answer = (_request, response) => {
      response.write(content.subarray(0, 10));
    };
    await expect(get()).rejects.toThrow(/nothing came for 0\.3 s/);
  });
});

describe('takeFrom', () => {
  it('copies an intact file and refuses a missing or different one', async () => {
    const source = mkdtempSync(join(folder, 'from-'));
    await expect(takeFrom(source, file, target)).rejects.toThrow(/set\.bin is not there\nhint: the folder given/);
    writeFileSync(join(source, file.name), 'wrong');
    await expect(takeFrom(source, file, target)).rejects.toThrow(/its checksum is wrong\nhint: .*nothing was copied/);
    expect(existsSync(join(target, file.name))).toBe(false);
    writeFileSync(join(source, file.name), content);
    await takeFrom(source, file, join(target, 'deep'));
    expect(readFileSync(join(target, 'deep', file.name))).toEqual(content);
  });
});

describe('npm run data', () => {
  const command = new URL('./data.ts', import.meta.url).pathname;
  const run = (...args: string[]): Promise<{ code: number; out: string; error: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [command, ...args], (error, out, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, error: stderr });
      });
    });

  it('says calmly what went wrong, without a stack trace', async () => {
    const [unknown, offline] = await Promise.all([
      run('get', 'nmist'),
      run('get', 'mnist', '--mirror', 'http://127.0.0.1:1', '--to', join(target, 'y')),
    ]);
    expect(unknown).toMatchObject({ code: 2, error: expect.stringMatching(/no set 'nmist'\nhint: known are mnist, /) });
    expect(offline).toMatchObject({
      code: 1,
      error: expect.stringMatching(/could not be fetched[\s\S]*is there a network/),
    });
    for (const { error } of [unknown, offline]) expect(error).not.toMatch(/ at .*:\d+/);
  });
});
