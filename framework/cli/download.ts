/**
 * A file from the network to disk: tries one mirror after the other, goes on where an interrupted transfer stopped, and lets the
 * file appear under its name only when its checksum is right. What is not finished waits beside it as NAME.part.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ChalkgradError, type SourceFile, tryWriting } from '../index.ts';

export interface DownloadOptions {
  /** Folders on the network that hold the file. */
  readonly mirrors: readonly string[];
  /** Told about bytes on disk so far. */
  readonly onProgress?: (bytes: number) => void;
  /** Give a mirror up when nothing came for so long, in ms. Default 30000. */
  readonly patienceMs?: number;
}

/** What had to be done: nothing, or a transfer that began after `resumedAt` bytes. */
export type Outcome = { readonly kind: 'present' } | { readonly kind: 'fetched'; readonly resumedAt: number };

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : error.message;
};

/** How much longer than we know a file may be before its server is taken for another's: only the checksum decides. */
const SLACK = 1_000_000;

/** Bytes of a file; 0 if there is none. */
const sizeOnDisk = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Does the file on disk have the checksum it should have? */
export async function isIntact(path: string, { checksum }: SourceFile): Promise<boolean> {
  if ((await sizeOnDisk(path)) === 0) return false;
  const [kind, expected] = 'md5' in checksum ? ['md5', checksum.md5] : ['sha256', checksum.sha256];
  const hash = createHash(kind);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === expected;
}

/**
 * Make the folder if needed, and try it: may it be written to, and is there room for the files that are not there yet?
 *
 * Errors: no folder, not writable, too little space.
 */
export async function tryFolder(target: string, files: readonly SourceFile[]): Promise<void> {
  try {
    await mkdir(target, { recursive: true });
  } catch (cause) {
    throw new ChalkgradError(
      `${target} is no folder, and cannot be made into one (${reasonOf(cause)})`,
      'name another folder with --to.',
    );
  }
  await tryWriting(join(target, 'chalkgrad'));
  const there = await Promise.all(files.map(async ({ name }) => sizeOnDisk(join(target, name))));
  const needed = files.reduce((sum, { size }, i) => sum + Math.max(0, size - there[i]!), 0);
  const { bavail, bsize } = await statfs(target);
  if (needed > bavail * bsize) {
    throw new ChalkgradError(
      `${target} has room for ${Math.floor((bavail * bsize) / 1e6)} MB, ${Math.ceil(needed / 1e6)} MB are needed`,
      'make room, or name another folder with --to.',
    );
  }
}

/** Copy a file that is already on disk, with the same check. Errors: not there; another content. */
export async function takeFrom(folder: string, file: SourceFile, target: string): Promise<Outcome> {
  const [source, destination] = [join(folder, file.name), join(target, file.name)];
  if (await isIntact(destination, file)) return { kind: 'present' };
  if ((await sizeOnDisk(source)) === 0) {
    throw new ChalkgradError(
      `${source} is not there`,
      'the folder given with --from must hold the original files under their own names.',
    );
  }
  if (!(await isIntact(source, file))) {
    throw new ChalkgradError(
      `${source} is not the original file: its checksum is wrong`,
      'it may be cut off, unpacked, or of another set; nothing was copied.',
    );
  }
  await mkdir(target, { recursive: true });
  await copyFile(source, `${destination}.part`);
  await rename(`${destination}.part`, destination);
  return { kind: 'fetched', resumedAt: 0 };
}

/**
 * Fetch a file into a folder, which is made if needed.
 *
 * Errors: no mirror gave the file (each one's reason is named); what was received so far is kept, unless it was wrong.
 */
export async function download(file: SourceFile, target: string, options: DownloadOptions): Promise<Outcome> {
  const destination = join(target, file.name);
  if (await isIntact(destination, file)) return { kind: 'present' };
  await mkdir(target, { recursive: true });
  const reasons: string[] = [];
  for (const mirror of options.mirrors) {
    const url = `${mirror.replace(/\/$/, '')}/${file.name}`;
    try {
      const resumedAt = await transfer(url, `${destination}.part`, file.size, options);
      if (await isIntact(`${destination}.part`, file)) {
        await rename(`${destination}.part`, destination);
        return { kind: 'fetched', resumedAt };
      }
      await rm(`${destination}.part`);
      reasons.push(`${url}: the checksum is wrong`);
    } catch (error) {
      reasons.push(`${url}: ${reasonOf(error)}`);
    }
  }
  throw new ChalkgradError(
    `${file.name} could not be fetched\n  ${reasons.join('\n  ')}`,
    'is there a network? The same command goes on where it stopped. Files already on disk: --from DIR.',
  );
}

/** Bring the .part to its full length; returns how much of it was there before. */
async function transfer(
  url: string,
  part: string,
  size: number,
  { onProgress, patienceMs = 30_000 }: DownloadOptions,
): Promise<number> {
  const before = await sizeOnDisk(part);
  const watchdog = new Watchdog(patienceMs);
  try {
    const headers: Record<string, string> = before > 0 ? { Range: `bytes=${before}-` } : {};
    const response = await fetch(url, { headers, signal: watchdog.signal });
    if (response.status === 416) return before; // nothing is left to send: the checksum decides
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const isRest =
      response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${before}-`) === true;
    if (response.status === 206 && !isRest) throw new Error('the server sent another part of the file');
    await append(response.body, part, isRest ? before : 0, size, watchdog, onProgress);
    return isRest ? before : 0;
  } finally {
    watchdog.rest();
  }
}

async function append(
  body: ReadableStream<Uint8Array>,
  part: string,
  start: number,
  size: number,
  watchdog: Watchdog,
  onProgress: DownloadOptions['onProgress'],
): Promise<void> {
  const file = await open(part, start > 0 ? 'a' : 'w');
  try {
    let bytes = start;
    for await (const chunk of body) {
      watchdog.feed();
      if (bytes + chunk.length > size + SLACK) throw new Error(`it sends more than the ${size} bytes of the file`);
      await file.writeFile(chunk);
      bytes += chunk.length;
      onProgress?.(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Aborts when it has not been fed for a while: a server that falls silent must not hold everything up. */
class Watchdog {
  private readonly controller = new AbortController();
  private readonly patienceMs: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(patienceMs: number) {
    this.patienceMs = patienceMs;
    this.feed();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  feed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.controller.abort(new Error(`nothing came for ${this.patienceMs / 1000} s`));
    }, this.patienceMs);
  }

  rest(): void {
    clearTimeout(this.timer);
  }
}
