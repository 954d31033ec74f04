/**
 * All of a reader's work as one file: what a student keeps, takes to another computer, or hands in to a class. It is data:
 * reading one runs nothing, and a file that is none, or only partly one, is told so.
 */
import { mergeWork, readWork, type Work } from './Work.ts';

const FORMAT = 'chalkgrad-work';
const VERSION = 1;
/** Far above a whole course; what is larger is not even parsed. */
export const MAX_WORK_FILE_BYTES = 16 * 1024 * 1024;

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** @param now milliseconds since 1970 */
export function writeWorkFile(work: ReadonlyMap<string, Work>, now: number): string {
  const exercises = Object.fromEntries([...work].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, written: new Date(now).toISOString(), exercises }, null, 1)}\n`;
}

export type WorkFile =
  | { readonly ok: true; readonly work: ReadonlyMap<string, Work>; readonly skipped: readonly string[] }
  | { readonly ok: false; readonly reason: 'not-ours' | 'newer' | 'too-large' };

export function readWorkFile(text: string): WorkFile {
  if (text.length > MAX_WORK_FILE_BYTES) return { ok: false, reason: 'too-large' };
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not-ours' };
  }
  const { format, version, exercises } = (file ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || typeof exercises !== 'object' || exercises === null)
    return { ok: false, reason: 'not-ours' };
  if (version !== VERSION) return { ok: false, reason: 'newer' };
  const work = new Map<string, Work>();
  const skipped: string[] = [];
  for (const [slug, record] of Object.entries(exercises)) {
    const read = slugPattern.test(slug) ? readWork(record) : null;
    if (read === null) skipped.push(slug.slice(0, 60));
    else work.set(slug, read);
  }
  return { ok: true, work, skipped };
}

/** What is kept after a file was taken in: nothing that was there is lost. */
export function mergeAll(here: ReadonlyMap<string, Work>, come: ReadonlyMap<string, Work>): ReadonlyMap<string, Work> {
  const merged = new Map(here);
  for (const [slug, work] of come) {
    const mine = merged.get(slug);
    merged.set(slug, mine ? mergeWork(mine, work) : work);
  }
  return merged;
}
