/**
 * How far somebody has come in the terminal: one file beside the answers, `progress.json`. It may hold anything by the time it
 * is read; what cannot be read counts as a beginning and is kept aside, never written over.
 */
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError, writing } from './readAnswer.ts';

export interface Solved {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly sha256: string;
}

export interface CourseProgress {
  readonly solved: Readonly<Record<string, Solved>>;
  /** Hints that were asked for, by exercise. */
  readonly hints: Readonly<Record<string, number>>;
  /** The exercise that was open last. */
  readonly open: string | null;
}

const nothing: CourseProgress = { solved: {}, hints: {}, open: null };
const VERSION = 1;

const pathIn = (folder: string): string => join(folder, 'progress.json');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value); // biome-ignore format: one line reads better

function parse(text: string): CourseProgress | null {
  try {
    const { version, solved, hints, open } = JSON.parse(text) as Record<string, unknown>;
    if (version !== VERSION || !isRecord(solved) || !isRecord(hints)) return null;
    const isSolved = (one: unknown): one is Solved => isRecord(one) && typeof one['at'] === 'number' && typeof one['sha256'] === 'string'; // biome-ignore format: one line reads better
    return {
      solved: Object.fromEntries(
        Object.entries(solved).filter((entry): entry is [string, Solved] => isSolved(entry[1])),
      ),
      hints: Object.fromEntries(
        Object.entries(hints).filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
      ),
      open: typeof open === 'string' ? open : null,
    };
  } catch {
    return null;
  }
}

/** @returns what is there; nothing solved where there is no such file */
export function readProgress(folder: string): CourseProgress {
  const path = pathIn(folder);
  if (!existsSync(path)) return nothing;
  if (!lstatSync(path).isFile()) throw new UsageError(`${path} is not an ordinary file. Move it away, or choose another folder with --dir.`); // biome-ignore format: one line reads better
  const read = parse(readFileSync(path, 'utf8'));
  if (read === null) writing(path, () => renameSync(path, `${path}.unreadable`));
  return read ?? nothing;
}

/** Written beside and moved into place, so that an interruption leaves the old file. */
export function writeProgress(folder: string, progress: CourseProgress): void {
  const path = pathIn(folder);
  writing(path, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.part`, `${JSON.stringify({ version: VERSION, ...progress }, null, 1)}\n`);
    renameSync(`${path}.part`, path);
  });
}
