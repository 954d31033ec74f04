/**
 * What the class's grader asks of the disk where its results lie: the few calls that write, so that a test can let any of them
 * fail. A file appears whole or not at all, and a line that was acknowledged is there after the power went.
 */
import { closeSync, fdatasync, fsyncSync, ftruncateSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

export interface Disk {
  readonly open: (path: string, flags: string) => number;
  readonly write: (descriptor: number, bytes: Uint8Array) => number;
  /** Waits until what was written is on the disk. */
  readonly sync: (descriptor: number) => void;
  readonly syncLater: (descriptor: number) => Promise<void>;
  readonly truncate: (descriptor: number, length: number) => void;
  readonly close: (descriptor: number) => void;
  readonly rename: (from: string, to: string) => void;
}

const fdatasyncLater = promisify(fdatasync);

export const realDisk: Disk = {
  open: (path, flags) => openSync(path, flags, 0o600),
  write: (descriptor, bytes) => writeSync(descriptor, bytes),
  sync: fsyncSync,
  syncLater: (descriptor) => fdatasyncLater(descriptor),
  truncate: ftruncateSync,
  close: closeSync,
  rename: renameSync,
};

/** The results cannot be written. The exit code is 4; what was there before is there still. */
export class NotWritable extends Error {}

/** Runs what writes; where it fails, says so in a way that the person at the keyboard can act on. */
export function writingTo<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw notWritable(path, error);
  }
}

export function notWritable(path: string, error: unknown): Error {
  if (error instanceof NotWritable || !(error instanceof Error && 'code' in error)) return error as Error;
  return new NotWritable(
    `${path} could not be written (${String(error.code)}). Nothing that was there is lost: make room, or mend the permissions, and run the same line again.`,
  );
}

export function writeAll(disk: Disk, descriptor: number, bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.length; ) sent += disk.write(descriptor, bytes.subarray(sent));
}

/** Folders keep names: where the system lets one, they are waited for, too. */
function syncFolder(disk: Disk, folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = disk.open(folder, 'r');
  try {
    disk.sync(descriptor);
  } finally {
    disk.close(descriptor);
  }
}

/** Writes a file beside, waits for it, and moves it into place. */
export function writeWhole(path: string, content: string | Uint8Array, disk: Disk = realDisk): void {
  writingTo(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const part = `${path}.part`;
    const descriptor = disk.open(part, 'w');
    try {
      writeAll(disk, descriptor, typeof content === 'string' ? new TextEncoder().encode(content) : content);
      disk.sync(descriptor);
    } finally {
      disk.close(descriptor);
    }
    disk.rename(part, path);
    syncFolder(disk, dirname(path));
  });
}

/** The same without waiting for the disk, for what can be made again from the journal at any time. */
export function writeDerived(path: string, content: string | Uint8Array, disk: Disk = realDisk): void {
  writingTo(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const part = `${path}.part`;
    const descriptor = disk.open(part, 'w');
    try {
      writeAll(disk, descriptor, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    } finally {
      disk.close(descriptor);
    }
    disk.rename(part, path);
  });
}
