/**
 * Bytes of a file that a stranger put there. It is looked at without following links, opened without following links, looked at
 * again once it is open, and read up to a limit: what changes between two looks is refused, and nothing else is ever opened.
 * A hard link is refused, too: it may be a file of somebody else under another name (Judge0's CVE-2024-28189 was a link).
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';

export type NotRegular = 'link' | 'hard-link' | 'folder' | 'special' | 'too-large' | 'gone';

export type RegularFile =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly modified: number }
  | { readonly ok: false; readonly why: NotRegular; readonly size: number };

/** What stands in the way of reading a file, or null. */
export function complaintAbout(about: Stats, limit: number): NotRegular | null {
  if (about.isSymbolicLink()) return 'link';
  if (about.isDirectory()) return 'folder';
  if (!about.isFile()) return 'special';
  if (about.nlink > 1) return 'hard-link';
  return about.size > limit ? 'too-large' : null;
}

function readUpTo(descriptor: number, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const got = readSync(descriptor, bytes, length, size - length, length);
    if (got === 0) break;
    length += got;
  }
  return bytes.slice(0, length);
}

/** What somebody else does between two looks at a file; nothing, but in tests. */
export interface Meanwhile {
  /** After it was looked at by name, before it is opened. */
  readonly looked?: () => void;
  /** After it was looked at opened, before it is read. */
  readonly opened?: () => void;
}

/** @param limit bytes; a longer file is not read at all */
export function readRegular(path: string, limit: number, meanwhile: Meanwhile = {}): RegularFile {
  let descriptor: number | null = null;
  try {
    const before = lstatSync(path);
    const first = complaintAbout(before, limit);
    if (first !== null) return { ok: false, why: first, size: before.size };
    meanwhile.looked?.();
    // A pipe that takes the file's place meanwhile would wait for a writer; so nothing waits.
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
    descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const opened = fstatSync(descriptor);
    const second = complaintAbout(opened, limit);
    if (second !== null) return { ok: false, why: second, size: opened.size };
    if (opened.ino !== before.ino || opened.dev !== before.dev) return { ok: false, why: 'gone', size: 0 };
    meanwhile.opened?.();
    return { ok: true, bytes: readUpTo(descriptor, opened.size), modified: Math.trunc(opened.mtimeMs) };
  } catch {
    return { ok: false, why: 'gone', size: 0 };
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
