/**
 * The one door through which bytes enter and leave: files in Node, URLs in a browser. Writes are atomic: a reader of the
 * path sees the old file or the new one, never half of either.
 */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';

/** Raw bytes over an ordinary (not shared) buffer. */
export type Bytes = Uint8Array<ArrayBuffer>;

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

const calls = {
  readBytes: signature('readBytes', { path: 'text' }),
  writeBytes: signature('writeBytes', { path: 'text', bytes: 'bytes' }),
  fileExists: signature('fileExists', { path: 'text' }),
  appendText: signature('appendText', { path: 'text', text: 'text' }),
  listFiles: signature('listFiles', { folder: 'text' }),
  decodeText: signature('decodeText', { bytes: 'bytes', name: 'text' }),
  gunzip: signature('gunzip', { bytes: 'bytes', name: 'text' }),
  inflate: signature('inflate', { bytes: 'bytes', size: 'size' }),
  deflate: signature('deflate', { bytes: 'bytes' }),
  isGzip: signature('isGzip', { bytes: 'bytes' }),
};

/** Read a file path (Node) or URL. */
export async function readBytes(path: string): Promise<Bytes> {
  check(calls.readBytes, path);
  if (isUrl(path) && !path.startsWith('file:')) {
    const response = await fetch(path).catch((cause: unknown) => {
      throw new ChalkgradError(
        `read: ${path} cannot be reached (${String(cause)})`,
        'is the address right, and is there a network?',
      );
    });
    if (!response.ok) throw new ChalkgradError(`read: ${path} answered ${response.status}`, 'is the address right?');
    return new Uint8Array(await response.arrayBuffer());
  }
  const fs = fileSystem();
  try {
    return new Uint8Array(await fs.readFile(path.startsWith('file:') ? new URL(path) : path));
  } catch (cause) {
    throw new ChalkgradError(
      `read: cannot open ${path} (${reasonOf(cause)})`,
      'does the file exist, and may you read it?',
    );
  }
}

/** Write a file so that it is either complete or not there: into a neighbour first, flushed, then renamed over. */
export async function writeBytes(path: string, bytes: Bytes): Promise<void> {
  check(calls.writeBytes, path, bytes);
  const fs = fileSystem();
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await fs.open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(temporary, path);
  } catch (cause) {
    await fs.rm(temporary, { force: true });
    throw new ChalkgradError(
      `write: cannot write ${path} (${reasonOf(cause)})`,
      'does the folder exist, may you write there, and is there space left?',
    );
  }
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

/** The regular files below a folder, as paths from it with forward slashes, sorted. Links are not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  check(calls.listFiles, folder);
  const fs = fileSystem();
  const walk = async (below: string): Promise<string[]> => {
    const entries = await fs.readdir(`${folder}/${below}`, { withFileTypes: true });
    const found = entries.map((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : [];
    });
    return (await Promise.all(found)).flat();
  };
  try {
    return (await walk('')).sort();
  } catch (cause) {
    throw new ChalkgradError(
      `read: cannot list ${folder} (${reasonOf(cause)})`,
      'is it a folder, and may you read everything in it?',
    );
  }
}

/**
 * Bytes of a text file → text: UTF-8 without its byte-order mark. `name` is used in errors.
 *
 * Errors: bytes that are not UTF-8, with the place of the first one.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  check(calls.decodeText, bytes, name);
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

const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** Do these bytes start like a gzip file? */
export function isGzip(bytes: Bytes): boolean {
  check(calls.isGzip, bytes);
  return bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1];
}

/** Unpack gzip bytes; others pass through. Works in Node and in browsers. */
export async function gunzip(bytes: Bytes, name: string): Promise<Bytes> {
  check(calls.gunzip, bytes, name);
  if (!isGzip(bytes)) return bytes;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new ChalkgradError(`gunzip: ${name} is damaged or cut off`, 'fetch the file again.');
  }
}

/**
 * Unpack raw deflate data that is known to hold `size` bytes. Stops as soon as more comes out: a small file cannot fill the
 * memory. Undefined when the data is damaged or of another size.
 */
export async function inflate(bytes: Bytes, size: number): Promise<Bytes | undefined> {
  check(calls.inflate, bytes, size);
  const out = new Uint8Array(size);
  let at = 0;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    for (const reader = stream.getReader(); ; ) {
      const { value, done } = await reader.read();
      if (done) return at === size ? out : undefined;
      if (at + value.length > size) {
        await reader.cancel();
        return undefined;
      }
      out.set(value, at);
      at += value.length;
    }
  } catch {
    return undefined;
  }
}

/** Pack bytes as raw deflate data. */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  check(calls.deflate, bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
