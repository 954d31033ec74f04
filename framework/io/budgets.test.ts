// Small files that mean large ones, and places that are no files: refused within a budget, before memory is taken or anybody waits.

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Bytes,
  decodeZip,
  encodeZip,
  gunzip,
  inflate,
  listFiles,
  MOST_BYTES,
  readBytes,
  tryWriting,
  writeBytes,
} from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-budgets-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

describe('gzip', () => {
  const zeros = new Uint8Array(100_000);

  it('is unpacked as far as the budget, and to the byte', async () => {
    const file = new Uint8Array(gzipSync(zeros));
    expect(await gunzip(file, 'z.gz', { most: 100_000 })).toEqual(zeros);
    await expect(gunzip(file, 'z.gz', { most: 99_999 })).rejects.toThrow(
      /^gunzip: z\.gz claims to unpack to 100000 bytes, more than the 99999 that are read\nhint: /,
    );
  });

  it('that lies about its size is unpacked no further than it claims', async () => {
    for (const claim of [0, 5, 69, 71, 99_999]) {
      const file = new Uint8Array(gzipSync(Uint8Array.of(...new Array(70).fill(7))));
      new DataView(file.buffer).setUint32(file.length - 4, claim, true);
      await expect(gunzip(file, 'lie.gz')).rejects.toThrow(
        `lie.gz is damaged or cut off: it does not unpack to the ${claim} bytes it claims`,
      );
    }
  });
});

describe('deflate', () => {
  it('gives the size that was told, or nothing', async () => {
    const packed = Uint8Array.of(0x4b, 0x04, 0x00); // 'a'
    expect(await inflate(packed, 1)).toEqual(Uint8Array.of(0x61));
    expect(await inflate(packed, 2)).toBeUndefined();
    expect(await inflate(packed, 2 ** 40)).toBeUndefined();
  });
});

describe('zip', () => {
  const contents = (names: readonly string[]): Map<string, Bytes> =>
    new Map(names.map((name) => [name, new Uint8Array(5000)]));

  it('is refused when its members together claim more than the budget', async () => {
    const file = await encodeZip(contents(['a', 'b']), { compress: true });
    expect((await decodeZip(file, 'z', { most: 10_000 })).size).toBe(2);
    await expect(decodeZip(file, 'z', { most: 9_999 })).rejects.toThrow(
      /members claim 10000 bytes, more than the 9999 that are read/,
    );
  });

  it('is refused when members share bytes, or a name', async () => {
    const file = await encodeZip(contents(['aa', 'bb']), { compress: true });
    const text = Buffer.from(file.buffer);
    const directory = text.indexOf('PK\x01\x02');
    const second = text.indexOf('PK\x01\x02', directory + 1);
    const overlapping = file.slice();
    overlapping.set(file.subarray(directory + 42, directory + 46), second + 42); // both stand where the first does
    await expect(decodeZip(overlapping, 'z')).rejects.toThrow(/'bb' shares bytes with another member/);
    const twins = file.slice();
    twins.set([0x61, 0x61], second + 46);
    await expect(decodeZip(twins, 'z')).rejects.toThrow(/holds 'aa' twice/);
  });
});

describe('what is no file', () => {
  const onUnix = it.skipIf(process.platform === 'win32');

  onUnix('a pipe, a device, a folder: refused at once', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('link'));
    await expect(readBytes(at('pipe'))).rejects.toThrow(/pipe is a pipe, no file\nhint: it may have no end/);
    await expect(readBytes('/dev/zero')).rejects.toThrow(/\/dev\/zero is a device, no file/);
    await expect(readBytes(at('link'))).rejects.toThrow(/link is a device, no file/);
    await expect(readBytes(folder)).rejects.toThrow(/is a folder, no file\nhint: name a file in it/);
    await expect(readBytes('')).rejects.toThrow(/cannot open/);
    await expect(readBytes('a\0b')).rejects.toThrow(/cannot open/);
  });

  it('a file over the budget: refused before it is read', async () => {
    writeFileSync(at('large'), '');
    truncateSync(at('large'), MOST_BYTES + 1); // holes: it takes no room
    await expect(readBytes(at('large'))).rejects.toThrow(
      /large has 1073741825 bytes, more than the 1073741824 that are read\nhint: /,
    );
    writeFileSync(at('small'), 'abc');
    expect(await readBytes(at('small'), { most: 3 })).toEqual(Uint8Array.of(0x61, 0x62, 0x63));
    await expect(readBytes(at('small'), { most: 2 })).rejects.toThrow(/has 3 bytes, more than the 2/);
  });

  onUnix('in a folder of data they are passed over', async () => {
    mkdirSync(at('data'));
    execFileSync('mkfifo', [join(at('data'), 'pipe.txt')]);
    symlinkSync('..', join(at('data'), 'round'));
    writeFileSync(join(at('data'), 'a.txt'), '');
    expect(await listFiles(at('data'))).toEqual(['a.txt']);
  });

  it('folders without end are not walked', async () => {
    mkdirSync(join(at('deep'), ...new Array<string>(70).fill('d')), { recursive: true });
    await expect(listFiles(at('deep'))).rejects.toThrow(/folders more than 64 deep\nhint: name the folder of the data/);
  });
});

describe('a server', () => {
  async function served(answer: RequestListener, read: (url: string) => Promise<unknown>): Promise<void> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await read(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('that never ends is cut off at the budget', async () => {
    const endless: RequestListener = (_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    await served(endless, (url) =>
      expect(readBytes(url, { most: 100_000 })).rejects.toThrow(/has more than the 100000 bytes that are read/),
    );
  });

  it('that breaks off is an error, not half a file', async () => {
    const broken: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    };
    await served(broken, (url) => expect(readBytes(url)).rejects.toThrow(/cannot be reached/));
  });
});

describe('writing', () => {
  const onUnix = it.skipIf(process.platform === 'win32');

  it('is tried without leaving anything, and a file that is there stays', async () => {
    mkdirSync(at('out'));
    writeFileSync(join(at('out'), 'old'), 'old');
    await tryWriting(join(at('out'), 'old'), 1000);
    await tryWriting(join(at('out'), 'new'), 1000);
    expect(readdirSync(at('out'))).toEqual(['old']);
    expect(readFileSync(join(at('out'), 'old'), 'utf8')).toBe('old');
  });

  it.each(['tryWriting', 'writeBytes'])(
    '%s refuses a folder, an empty name and a folder that is not there',
    async (name) => {
      const write = (path: string): Promise<void> =>
        name === 'tryWriting' ? tryWriting(path) : writeBytes(path, new Uint8Array(1));
      await expect(write(folder)).rejects.toThrow(/is a folder, no file\nhint: name a file in it/);
      await expect(write('')).rejects.toThrow(/the name of the file is empty/);
      await expect(write(at('nowhere/x'))).rejects.toThrow(
        /cannot write .*nowhere.x \(ENOENT\)\nhint: does the folder exist/,
      );
    },
  );

  onUnix('a device is never replaced by a file', async () => {
    await expect(writeBytes('/dev/null', new Uint8Array(1))).rejects.toThrow(/\/dev\/null is a device, no file/);
    execFileSync('mkfifo', [at('out-pipe')]);
    await expect(tryWriting(at('out-pipe'))).rejects.toThrow(/is a pipe, no file/);
  });

  onUnix('a link is followed: what it points to is replaced, not the link', async () => {
    writeFileSync(at('target'), 'old');
    symlinkSync(at('target'), at('latest'));
    await writeBytes(at('latest'), new TextEncoder().encode('new'));
    expect([readlinkSync(at('latest')), readFileSync(at('target'), 'utf8')]).toEqual([at('target'), 'new']);
  });

  it.runIf(existsSync('/dev/full'))('a full disk is told before and after, and leaves nothing', async () => {
    // The neighbour that is written first stands on a disk that is always full.
    const path = at('full');
    for (const write of [() => tryWriting(path, 1000), () => writeBytes(path, new Uint8Array(1000))]) {
      symlinkSync('/dev/full', `${path}.${process.pid}.tmp`);
      await expect(write()).rejects.toThrow(/cannot write .*full \(ENOSPC\)\nhint: .*is there space left\?/);
      expect(readdirSync(folder).filter((name) => name.startsWith('full'))).toEqual([]);
    }
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a folder one may not write to is told',
    async () => {
      mkdirSync(at('locked'));
      chmodSync(at('locked'), 0o500);
      await expect(tryWriting(join(at('locked'), 'x'))).rejects.toThrow(/\(EACCES\)/);
    },
  );
});
