/** Reads a file that somebody hands in, or says what the person at the keyboard can put right. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { MAX_FILE_BYTES } from '../intake.ts';

/** A message and what to do, exit code 2. */
export class UsageError extends Error {}

/** Does something to files that may not be written, and says so. */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`${path} could not be written (${String(error.code)}). Choose another folder with --dir.`);
  }
}

/** @param ifMissing what to do where there is no such file */
export function readAnswer(path: string, ifMissing: string): Uint8Array {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.\n${ifMissing}`);
  const about = lstatSync(path);
  if (!about.isFile()) throw new UsageError(`${path} is not an ordinary file. Give the path of the file itself.`);
  // Reading stops being sensible far above the limit; the verdict names the limit itself.
  if (about.size > 64 * MAX_FILE_BYTES)
    throw new UsageError(`${path} has ${about.size} bytes; at most ${MAX_FILE_BYTES} are read.`);
  return readFileSync(path);
}
