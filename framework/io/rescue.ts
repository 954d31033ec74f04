/**
 * A second place for what took long to compute and cannot be written where it was to go: its folder is gone, its disk is full. What has
 * been learned is not lost for that.
 */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { type Bytes, writeBytes } from './bytes.ts';

/** Where the bytes are now, and why not where they were to be. */
export interface Written {
  readonly place: string;
  /** null: they are where they were to be. */
  readonly problem: string | null;
}

const call = signature('writeOrRescue', { path: 'text', bytes: 'bytes' });

/**
 * Write a file, else beside it, else where the program runs, else in the folder for temporary files; never over another file.
 *
 * Errors: none of these places takes it.
 *
 * @example const { place, problem } = await writeOrRescue('weights.safetensors', bytes);
 */
export async function writeOrRescue(path: string, bytes: Bytes): Promise<Written> {
  check(call, path, bytes);
  const problem = await problemOf(() => writeBytes(path, bytes));
  if (problem === null) return { place: path, problem };
  for (const place of placesBeside(path)) {
    if ((await problemOf(() => writeBytes(place, bytes))) === null) return { place, problem };
  }
  throw new ChalkgradError(
    problem,
    'no other place took it either: not beside it, not here, not in the temporary folder.',
  );
}

async function problemOf(write: () => Promise<void>): Promise<string | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (error instanceof ChalkgradError) return error.message.split('\n')[0]!;
    throw error;
  }
}

function placesBeside(path: string): string[] {
  const { dirname, basename, extname, join } = process.getBuiltinModule('node:path');
  const { tmpdir } = process.getBuiltinModule('node:os');
  const extension = extname(path);
  const name = `${basename(path, extension)}.rescued-${process.pid}-${Date.now()}${extension}`; // no file has it yet
  return [...new Set([dirname(path), '.', tmpdir()])].map((folder) => join(folder, name));
}
