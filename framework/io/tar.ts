/**
 * Tar archives, the way data sets are handed round: ustar with pax or GNU long names, plain or gzipped. Read into memory,
 * never unpacked to disk. Links, devices, absolute paths and `..` have no place in a data set and are refused.
 * Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"; GNU tar manual for type L.
 */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Bytes } from './bytes.ts';
import { gunzip } from './compression.ts';

// Bare numbers below are byte offsets of fields in a header block, as the source's table of ustar lists them.
const BLOCK = 512;
const CHECKSUM = { start: 148, end: 156 } as const;
const SPACE = 0x20;
const MOST_ENTRIES = 500_000; // the reviews of IMDB are 100,000

export interface TarEntry {
  /** With forward slashes, as in the archive. */
  readonly path: string;
  /** Shares memory with the archive. */
  readonly bytes: Bytes;
}

type Refuse = (why: string) => never;

const call = signature('decodeTar', { file: 'bytes', name: 'text?' });

/**
 * Bytes of a .tar or .tar.gz → its regular files, in their order. `name` is used in errors.
 *
 * Errors: another format, cut off, a wrong checksum, links and devices, paths that lead outside.
 */
export async function decodeTar(file: Bytes, name = 'tar'): Promise<TarEntry[]> {
  check(call, file, name);
  const archive = await gunzip(file, name);
  const refuse: Refuse = (why) => {
    throw new ChalkgradError(
      `${name}: not a usable tar archive: ${why}`,
      'the file is damaged or of another format; fetch it again. Nothing was loaded.',
    );
  };
  return readEntries(archive, refuse);
}

/** What stands before an entry and changes it: its real path and size. */
interface Override {
  path?: string;
  size?: number;
}

function readEntries(archive: Bytes, refuse: Refuse): TarEntry[] {
  const entries: TarEntry[] = [];
  let override: Override = {};
  let at = 0;
  while (!isZero(archive, at, refuse)) {
    const header = archive.subarray(at, at + BLOCK);
    checkSum(header, at, refuse);
    const type = String.fromCharCode(header[156]!);
    const path = override.path ?? pathOf(header);
    const size = override.size ?? octal(header, 124, 136, refuse);
    const start = at + BLOCK;
    if (start + size > archive.length) refuse(`'${path}' is cut off`);
    if (entries.length >= MOST_ENTRIES) refuse(`it holds more than ${MOST_ENTRIES} files`);
    const bytes = archive.subarray(start, start + size);
    if (type === 'x') override = paxOverride(bytes, refuse);
    else if (type === 'L') override = { path: textOf(bytes, 0, bytes.length) };
    else {
      if (isFile(type, path, refuse)) entries.push({ path: safePath(path, refuse), bytes });
      override = {};
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

function isFile(type: string, path: string, refuse: Refuse): boolean {
  if (type === '0' || type === '\0' || type === '7') return !path.endsWith('/');
  if (type === '5' || type === 'g') return false; // a folder; remarks about all entries
  return refuse(
    `'${path}' is a ${type === '1' || type === '2' ? 'link' : `special file (type ${JSON.stringify(type)})`}`,
  );
}

/** The archive ends with blocks of zeros; a file that ends without one was cut off. */
function isZero(archive: Bytes, at: number, refuse: Refuse): boolean {
  if (at + BLOCK > archive.length) refuse(at === 0 ? 'it is too short' : 'its end is missing');
  return archive.subarray(at, at + BLOCK).every((byte) => byte === 0);
}

/** The sum of all header bytes, its own field counted as spaces. */
function checkSum(header: Bytes, at: number, refuse: Refuse): void {
  let sum = 0;
  header.forEach((byte, i) => {
    sum += i >= CHECKSUM.start && i < CHECKSUM.end ? SPACE : byte;
  });
  if (sum !== octal(header, CHECKSUM.start, CHECKSUM.end, refuse))
    refuse(at === 0 ? 'its first header has a wrong checksum' : `the header at byte ${at} has a wrong checksum`);
}

/** Text up to the first zero byte. */
function textOf(bytes: Bytes, start: number, end: number): string {
  const field = bytes.subarray(start, end);
  const zero = field.indexOf(0);
  return new TextDecoder().decode(zero < 0 ? field : field.subarray(0, zero));
}

function octal(header: Bytes, start: number, end: number, refuse: Refuse): number {
  const text = textOf(header, start, end).trim();
  if (!/^[0-7]+$/.test(text)) refuse(`a header holds '${text.replaceAll(/[^ -~]/g, '?')}' where a number must stand`);
  return Number.parseInt(text, 8);
}

/** Long paths of ustar are cut in two: a prefix and a name. */
function pathOf(header: Bytes): string {
  const name = textOf(header, 0, 100);
  const prefix = textOf(header, 257, 262) === 'ustar' && header[262] === 0 ? textOf(header, 345, 500) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Pax records: `length key=value\n`, the length counting all of it in bytes. */
function paxOverride(bytes: Bytes, refuse: Refuse): Override {
  const override: Override = {};
  let at = 0;
  while (at < bytes.length) {
    const length = Number.parseInt(textOf(bytes, at, Math.min(at + 20, bytes.length)), 10);
    if (!(length > 3) || at + length > bytes.length) refuse('a pax record is damaged');
    const [, key, value] = /^\d+ ([^=]+)=([\s\S]*)\n$/.exec(textOf(bytes, at, at + length)) ?? [];
    if (key === undefined || value === undefined) refuse('a pax record is damaged');
    if (key === 'path') override.path = value!;
    if (key === 'size') override.size = paxSize(value!, refuse);
    at += length;
  }
  return override;
}

function paxSize(value: string, refuse: Refuse): number {
  const size = Number(value);
  return /^\d+$/.test(value) && Number.isSafeInteger(size) ? size : refuse(`a pax record gives the size '${value}'`);
}

function safePath(path: string, refuse: Refuse): string {
  const parts = path.split(/[\\/]/);
  if (path === '' || /^([\\/]|[A-Za-z]:)/.test(path) || parts.includes('..'))
    refuse(`'${path}' leads outside of the archive`);
  return parts.filter((part) => part !== '.' && part !== '').join('/');
}
