/**
 * The one door through which bytes enter and leave: files in Node, URLs in a browser. Writes are atomic: a reader of the
 * path sees the old file or the new one, never half of either.
 */
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { collect } from './collect.ts';

/** Raw bytes over an ordinary (not shared) buffer. */
export type Bytes = Uint8Array<ArrayBuffer>;

const calls = {
  decodeText: signature('decodeText', { bytes: 'bytes', name: 'text' }),
  readBytes: signature('readBytes', { path: 'text' }, { most: 'size' }),
  writeBytes: signature('writeBytes', { path: 'text', bytes: 'bytes' }),
  tryWriting: signature('tryWriting', { path: 'text', bytes: 'size?' }),
  fileExists: signature('fileExists', { path: 'text' }),
  appendText: signature('appendText', { path: 'text', text: 'text' }),
  listFiles: signature('listFiles', { folder: 'text' }),
};

const isUrl = (path: string): boolean => /^(https?|file|blob|data):/.test(path);

function fileSystem(): typeof import('node:fs/promises') {
  if (typeof process === 'undefined' || process.getBuiltinModule === undefined) {
    throw new ChalkgradError(
      'files: there is no file system here',
      'in a browser, pass a URL or bytes instead of a path.',
    );
  }
  return process.getBuiltinModule('node:fs/promises');
}

/**
 * What one file may take, in bytes, unless its reader says otherwise: 1 GiB. The largest file of the data sets we read has 0.17 GB.
 * Whoever passes a larger one means another file, or wants the memory filled.
 */
export const MOST_BYTES = 2 ** 30;

/** A network that sends nothing for so long will not send the rest. */
const PATIENCE_MS = 60_000;

export interface ReadOptions {
  /** Refuse more bytes than these, before they are read. Default MOST_BYTES. */
  readonly most?: number;
}

/**
 * Read a file path (Node) or URL.
 *
 * Errors: not there, unreadable; a folder, a pipe, a socket or a device, which may have no end; more bytes than the budget.
 */
export async function readBytes(path: string, options: ReadOptions = {}): Promise<Bytes> {
  const { most = MOST_BYTES } = optionsOf(calls.readBytes, [path, options]);
  if (isUrl(path) && !path.startsWith('file:')) return fetchBytes(path, most);
  const fs = fileSystem();
  try {
    const place = path.startsWith('file:') ? new URL(path) : path;
    checkFile(path, await fs.stat(place), most); // before it is opened: some devices do things when opened
    const file = await fs.open(place, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0)); // nobody waits for a pipe's other end
    try {
      const size = checkFile(path, await file.stat(), most);
      return await readWhole(file, size);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof ChalkgradError) throw cause;
    throw new ChalkgradError(
      `read: cannot open ${path} (${reasonOf(cause)})`,
      'does the file exist, and may you read it?',
    );
  }
}

type Stats = import('node:fs').Stats;
type FileHandle = import('node:fs/promises').FileHandle;

/** The size of a regular file within the budget. */
function checkFile(path: string, stats: Stats, most: number): number {
  if (!stats.isFile()) {
    throw new ChalkgradError(
      `read: ${path} is ${kindOf(stats)}, no file`,
      stats.isDirectory() ? 'name a file in it.' : 'it may have no end: copy what it gives to a file, and give that.',
    );
  }
  if (stats.size > most) {
    throw new ChalkgradError(
      `read: ${path} has ${stats.size} bytes, more than the ${most} that are read`,
      'is it the right file? Cut it into smaller ones.',
    );
  }
  return stats.size;
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

/** Exactly the bytes that were counted: a file that is still being written to does not grow under our hands. */
async function readWhole(file: FileHandle, size: number): Promise<Bytes> {
  const bytes = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(bytes, at, size - at, at);
    if (bytesRead === 0) return bytes.slice(0, at); // it was cut meanwhile
    at += bytesRead;
  }
  return bytes;
}

async function fetchBytes(path: string, most: number): Promise<Bytes> {
  const where = path.length > 100 ? `${path.slice(0, 100)}…` : path;
  const patience = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const feed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => patience.abort(new Error(`nothing came for ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  };
  feed();
  try {
    const response = await fetch(path, { signal: patience.signal });
    if (!response.ok) throw new ChalkgradError(`read: ${where} answered ${response.status}`, 'is the address right?');
    if (response.body === null) return new Uint8Array(0);
    const fed = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          feed();
          controller.enqueue(chunk);
        },
      }),
    );
    const bytes = await collect(fed, { most });
    if (bytes !== undefined) return bytes;
    throw new ChalkgradError(`read: ${where} has more than the ${most} bytes that are read`, 'is the address right?');
  } catch (cause) {
    if (cause instanceof ChalkgradError) throw cause;
    throw new ChalkgradError(
      `read: ${where} cannot be reached (${String(cause)})`,
      'is the address right, and is there a network?',
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Write a file so that it is either complete or not there: into a neighbour first, flushed, then renamed over. */
export async function writeBytes(path: string, bytes: Bytes): Promise<void> {
  check(calls.writeBytes, path, bytes);
  const fs = fileSystem();
  const place = await writtenPlace(path);
  const temporary = neighbourOf(place);
  try {
    await writeFlushed(temporary, bytes);
    await fs.rename(temporary, place);
  } catch (cause) {
    await fs.rm(temporary, { force: true }).catch(() => undefined); // its folder may be gone
    refuseWriting(path, cause);
  }
}

/**
 * Could `writeBytes` write so many bytes to this path? It is tried, in the neighbour that `writeBytes` would use, and nothing stays.
 * For what takes long to compute: better told now than at its end.
 *
 * Errors: an empty name; a folder, a pipe or a device; a folder that is not there or must not be written to; a full disk.
 *
 * @example await tryWriting('weights.safetensors', 1e6)
 */
export async function tryWriting(path: string, bytes = 1): Promise<void> {
  check(calls.tryWriting, path, bytes);
  const fs = fileSystem();
  const temporary = neighbourOf(await writtenPlace(path));
  try {
    await writeFlushed(temporary, new Uint8Array(bytes));
  } catch (cause) {
    refuseWriting(path, cause);
  } finally {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
  }
}

const neighbourOf = (path: string): string => `${path}.${process.pid}.tmp`;

/** Where the bytes go: links are followed, and only a file is ever replaced. */
async function writtenPlace(path: string): Promise<string> {
  const fs = fileSystem();
  if (path === '') throw new ChalkgradError('write: the name of the file is empty', 'give it a name.');
  const stats = await fs.stat(path).catch(() => null);
  if (stats === null) return path;
  if (!stats.isFile()) {
    throw new ChalkgradError(
      `write: ${path} is ${kindOf(stats)}, no file`,
      stats.isDirectory() ? 'name a file in it.' : 'give the name of a file; it will be made.',
    );
  }
  return fs.realpath(path).catch(() => path);
}

async function writeFlushed(path: string, bytes: Bytes): Promise<void> {
  const file = await fileSystem().open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function refuseWriting(path: string, cause: unknown): never {
  throw new ChalkgradError(
    `write: cannot write ${path} (${reasonOf(cause)})`,
    'does the folder exist, may you write there, and is there space left?',
  );
}

/** Can this path be opened for reading? */
export async function fileExists(path: string): Promise<boolean> {
  check(calls.fileExists, path);
  return fileSystem()
    .access(path)
    .then(
      () => true,
      () => false,
    );
}

/** Add text at the end of a file, which is made if it is not there: for logs, where each line stands for itself. */
export async function appendText(path: string, text: string): Promise<void> {
  check(calls.appendText, path, text);
  try {
    await fileSystem().appendFile(path, text, 'utf8');
  } catch (cause) {
    throw new ChalkgradError(
      `write: cannot add to ${path} (${reasonOf(cause)})`,
      'does the folder exist, may you write there, and is there space left?',
    );
  }
}

/** Files of one data set, at most: the reviews of IMDB are 100,000. */
const MOST_FILES = 500_000;
const DEEPEST = 64;

/**
 * The regular files below a folder, as paths from it with forward slashes, sorted. Links are not followed, pipes and devices passed over.
 *
 * Errors: no folder; more than 500,000 files, or folders 64 deep: that is no data set but a disk.
 */
export async function listFiles(folder: string): Promise<string[]> {
  check(calls.listFiles, folder);
  const fs = fileSystem();
  const found: string[] = [];
  const waiting: string[] = [''];
  try {
    for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
      for (const entry of await fs.readdir(`${folder}/${below}`, { withFileTypes: true })) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory()) waiting.push(path);
        else if (entry.isFile()) found.push(path);
      }
      if (found.length + waiting.length > MOST_FILES || below.split('/').length > DEEPEST) {
        throw new ChalkgradError(
          `read: ${folder} holds more than ${MOST_FILES} files, or folders more than ${DEEPEST} deep`,
          'name the folder of the data set itself.',
        );
      }
    }
  } catch (cause) {
    if (cause instanceof ChalkgradError) throw cause;
    throw new ChalkgradError(
      `read: cannot list ${folder} (${reasonOf(cause)})`,
      'is it a folder, and may you read everything in it?',
    );
  }
  return found.sort();
}

/** 256 MiB: JavaScript's longest string has half a gigabyte. The largest text of the data sets has 0.04 GB. */
const MOST_TEXT_BYTES = 2 ** 28;

/**
 * Bytes of a text file → text: UTF-8 without its byte-order mark. `name` is used in errors.
 *
 * Errors: bytes that are not UTF-8; more of them than a text can have.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  check(calls.decodeText, bytes, name);
  if (bytes.length > MOST_TEXT_BYTES) {
    throw new ChalkgradError(
      `${name}: ${bytes.length} bytes of text, more than the ${MOST_TEXT_BYTES} that are read`,
      'is it the right file? Cut it into smaller ones.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    throw new ChalkgradError(
      `${name}: not a text in UTF-8${isUtf16 ? ' (it looks like UTF-16)' : ''}`,
      'save it as UTF-8: editors and spreadsheets offer that when saving.',
    );
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
