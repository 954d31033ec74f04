/**
 * Small files that mean large ones, by kind, and what reading each takes. `node framework/tests/fuzz/bombs.ts` prints the table: each bomb is read
 * in a process of its own, whose peak of resident memory counts, less what the process has before.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createGzip, deflateRawSync, deflateSync } from 'node:zlib';
import { decodeImage } from '../../cli/imageDecoder.ts';
import {
  type Bytes,
  ChalkgradError,
  decodeIdx,
  decodeNpy,
  decodeNpz,
  decodeSafetensors,
  decodeTar,
  decodeZip,
  listFiles,
  loadText,
  readBytes,
} from '../../index.ts';

/** A bomb: how it is made (once, on disk), and what reads it. */
export interface Bomb {
  readonly kind: string;
  readonly make: (path: string) => void | Promise<void>;
  readonly read: (path: string) => unknown;
}

const bytesAt = (path: string): Bytes => new Uint8Array(readFileSync(path));
const u16 = (n: number): number[] => [n & 255, (n >>> 8) & 255];
const u32 = (n: number): number[] => [...u16(n & 0xffff), ...u16(n >>> 16)];
const word = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

/** Zeros by the gigabyte, packed. */
const zeros = (megabytes: number) => async (path: string) => {
  const some = Buffer.alloc(1e6);
  await pipeline(
    Readable.from(new Array<Buffer>(megabytes).fill(some)),
    createGzip({ level: 9 }),
    createWriteStream(path),
  );
};

/** Members that all point to the same packed zeros. */
function overlapping(members: number, size: number): Bytes {
  const content = Buffer.alloc(size);
  const packed = deflateRawSync(content);
  const fields = [...u16(20), ...u16(0), ...u16(8), ...u16(0), ...u16(0x21), ...u32(crc32(content))];
  const sizes = [...u32(packed.length), ...u32(size)];
  const local = [...u32(0x04034b50), ...fields, ...sizes, ...u16(4), ...u16(0), ...Buffer.from('0000')];
  const directory = Array.from({ length: members }, (_, i) => [
    ...[...u32(0x02014b50), ...u16(20), ...fields, ...sizes, ...u16(4), ...new Array<number>(16).fill(0)],
    ...Buffer.from(String(i).padStart(4, '0')),
  ]).flat();
  const end = [...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(members), ...u16(members), ...u32(directory.length)];
  return Uint8Array.from([...local, ...packed, ...directory, ...end, ...u32(local.length + packed.length), ...u16(0)]);
}

function png(
  width: number,
  height: number,
  depth: number,
  kind: number,
  more: { interlace?: 1; raw?: number; twice?: readonly [number, number] } = {},
): Bytes {
  const chunk = (type: string, data: Uint8Array | readonly number[]): number[] => {
    const body = Buffer.concat([Buffer.from(type), Uint8Array.from(data)]);
    return [...word(data.length), ...body, ...word(crc32(body))];
  };
  const header = (w: number, h: number): number[] =>
    chunk('IHDR', [...word(w), ...word(h), depth, kind, 0, 0, more.interlace ?? 0]);
  const data = deflateSync(Buffer.alloc(more.raw ?? height * (1 + Math.ceil((width * depth) / 8))), { level: 9 });
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...header(width, height),
    ...(more.twice === undefined ? [] : header(...more.twice)),
    ...chunk('IDAT', data),
    ...chunk('IEND', []),
  ]);
}

const jpeg = (width: number, height: number, sampling: readonly number[], bytes: number): Bytes =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xc0, 0, 8 + 3 * sampling.length, 8, height >> 8, height & 255, width >> 8, width & 255],
    ...[sampling.length, ...sampling.flatMap((s, i) => [i + 1, s, 0])],
    ...[0xff, 0xda, 0, 6 + 2 * sampling.length, sampling.length, ...sampling.flatMap((_, i) => [i + 1, 0]), 0, 63, 0],
    ...new Array<number>(bytes).fill(0),
    ...[0xff, 0xd9],
  ]);

const npy = (shape: string, body = 0): Bytes => {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;
  return Uint8Array.from([
    0x93,
    ...Buffer.from('NUMPY'),
    1,
    0,
    ...u16(text.length),
    ...Buffer.from(text),
    ...new Array<number>(body).fill(0),
  ]);
};

const put = (bytes: () => Uint8Array) => (path: string) => writeFileSync(path, bytes());
const picture = (path: string): unknown => decodeImage(bytesAt(path), 'picture');
const holes = (size: number) => (path: string) => {
  writeFileSync(path, '');
  truncateSync(path, size);
};

export const bombs: readonly Bomb[] = [
  { kind: 'gzip: 2 GB of zeros as IDX', make: zeros(2000), read: (path) => decodeIdx(bytesAt(path), 'x.gz') },
  { kind: 'gzip: 2 GB of zeros as tar', make: zeros(2000), read: (path) => decodeTar(bytesAt(path), 'x.tar.gz') },
  {
    kind: 'zip: 200 members share 15 MB',
    make: put(() => overlapping(200, 15e6)),
    read: (path) => decodeZip(bytesAt(path), 'x.zip'),
  },
  {
    kind: 'zip: one member twice',
    make: put(() => overlapping(2, 15e6)),
    read: (path) => decodeNpz(bytesAt(path), 'x.npz'),
  },
  { kind: 'PNG: 7000 × 7000 of one bit', make: put(() => png(7000, 7000, 1, 0)), read: picture },
  {
    kind: 'PNG: a second header, 40 times as large',
    make: put(() => png(100, 100, 8, 0, { twice: [20_000, 20_000] })),
    read: picture,
  },
  {
    kind: 'PNG: interlaced, 400 MB behind 8 × 8',
    make: put(() => png(8, 8, 8, 0, { interlace: 1, raw: 4e8 })),
    read: picture,
  },
  { kind: 'PNG: 5 bits a colour', make: put(() => png(4000, 4000, 5, 0)), read: picture },
  { kind: 'PNG: one pixel wide, 24 million high', make: put(() => png(1, 24e6, 1, 0)), read: picture },
  { kind: 'JPEG: header of 65500 × 65500', make: put(() => jpeg(65_500, 65_500, [0x11], 15_000)), read: picture },
  {
    kind: 'JPEG: header of 4800 × 5000, 15 kB',
    make: put(() => jpeg(4800, 5000, [0x11, 0x11, 0x11], 15_000)),
    read: picture,
  },
  {
    kind: 'JPEG: 255 colours',
    make: put(() => jpeg(2000, 2000, new Array<number>(80).fill(0x44), 15_000)),
    read: picture,
  },
  {
    kind: 'npy: header of (10⁹, 10⁹)',
    make: put(() => npy('(1000000000, 1000000000)')),
    read: (path) => decodeNpy(bytesAt(path), 'x.npy'),
  },
  {
    kind: 'npy: header of (0, 2⁵³ - 1, 2⁵³ - 1)',
    make: put(() => npy('(0, 9007199254740991, 9007199254740991)')),
    read: (path) => decodeNpy(bytesAt(path), 'x.npy'),
  },
  {
    kind: 'IDX: header of 2³² × 2³²',
    make: put(() => Uint8Array.of(0, 0, 8, 2, ...new Array<number>(8).fill(255))),
    read: (path) => decodeIdx(bytesAt(path), 'x'),
  },
  {
    kind: 'safetensors: header of 2⁶³ bytes',
    make: put(() => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 128, 123, 125)),
    read: (path) => decodeSafetensors(bytesAt(path), 'x'),
  },
  { kind: 'any file of 8 GB', make: holes(8e9), read: (path) => readBytes(path) },
  { kind: 'text of 1 GB', make: holes(1e9), read: (path) => loadText(path) },
  { kind: '/dev/zero', make: put(() => new Uint8Array(0)), read: () => readBytes('/dev/zero') },
  { kind: 'a disk for a data set', make: put(() => new Uint8Array(0)), read: () => listFiles('/proc') },
  {
    kind: 'JPEG: header of 4800 × 5000, 150 kB that hold nothing',
    make: put(() => jpeg(4800, 5000, [0x11, 0x11, 0x11], 150_000)),
    read: picture,
  },
  // What is allowed, for comparison: the largest of each.
  { kind: 'allowed: PNG of 4900 × 4890 of one bit', make: put(() => png(4900, 4890, 1, 0)), read: picture },
  {
    kind: 'allowed: gzip of 536 MB of zeros as IDX',
    make: zeros(536),
    read: (path) => decodeIdx(bytesAt(path), 'x.gz'),
  },
];

/** What one bomb came to. */
export interface Peak {
  /** The first line that was told; '' when it was read. */
  readonly told: string;
  /** Above what the process had before, in MB. */
  readonly megabytes: number;
  readonly ms: number;
}

/** Read a bomb in a process of its own. */
export async function peakOf(bomb: Bomb): Promise<Peak & { readonly bytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-bomb-'));
  try {
    const path = join(folder, 'bomb');
    await bomb.make(path);
    const args = [import.meta.filename, 'read', String(bombs.indexOf(bomb)), path];
    return {
      ...(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Peak),
      bytes: statSync(path).size,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function readHere({ read }: Bomb, path: string): Promise<Peak> {
  const [before, started] = [process.resourceUsage().maxRSS, performance.now()];
  let told = '';
  try {
    await read(path);
  } catch (error) {
    if (!(error instanceof ChalkgradError)) throw error;
    told = error.message.split('\n')[0]!;
  }
  const megabytes = Math.round((process.resourceUsage().maxRSS - before) / 1024);
  return { told, megabytes, ms: Math.round(performance.now() - started) };
}

/** Those that are quick to make and must be refused. */
export const quickBombs: readonly Bomb[] = bombs.filter(({ kind }) => !/^(?:gzip|allowed):?/.test(kind));

/** Reads what somebody else made (making takes memory too): quick bomb number i is in the file i. */
async function allHere(folder: string): Promise<Peak[]> {
  const peaks: Peak[] = [];
  for (const [i, bomb] of quickBombs.entries()) peaks.push(await readHere(bomb, join(folder, String(i))));
  return peaks;
}

if (process.argv[1] === import.meta.filename) {
  const [action, place, path] = process.argv.slice(2);
  if (action === 'read') process.stdout.write(JSON.stringify(await readHere(bombs[Number(place)]!, path!)));
  else if (action === 'all') process.stdout.write(JSON.stringify(await allHere(place!)));
  else {
    for (const bomb of bombs) {
      const { bytes, told, megabytes, ms } = await peakOf(bomb);
      process.stdout.write(`| ${bomb.kind} | ${bytes} | ${told || 'read'} | ${megabytes} MB | ${ms} ms |\n`);
    }
  }
}
