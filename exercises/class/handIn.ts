/**
 * Takes in what a class handed in: a folder a student, named by the id of the roster, with `<exercise>.ts` (or `.wgsl`) for each answer, or the
 * file that the site saves (`chalkgrad-work.json`); a student's file may also lie beside the folders as `<id>.json`. It runs nothing and parses no code.
 * It looks without following links, counts before it reads, and refuses by name.
 */
import { type Dirent, lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';
import type { Attempt } from '../../site/workbench/Work.ts';
import { readWorkFile } from '../../site/workbench/workFile.ts';
import { MAX_FILE_BYTES, tooLarge } from '../grader/intake.ts';
import type { Diagnosis } from '../grader/verdict.ts';
import { plainText } from './plainText.ts';
import { type NotRegular, readRegular } from './readRegular.ts';

export const MAX_FILES = 50;
export const MAX_DEPTH = 4;
/** What one folder is listed to: enough to say that it is too many. */
const MAX_LISTED = 10_000;
export const MAX_WORK_BYTES = 16 * 1024 * 1024;

export interface HandedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When it was last changed, as the file or the student's own record says; milliseconds since 1970. */
  readonly modified: number;
  /** What the page gave this very text, as the student's file tells it; it is looked at, never counted. */
  readonly claimed?: Claim;
}

export interface Claim {
  readonly score: number;
  readonly max: number;
}

/** What one student handed in, by exercise. */
export interface HandIn {
  readonly files: ReadonlyMap<string, HandedFile>;
  /** Answers that cannot be taken, and why. */
  readonly refused: ReadonlyMap<string, Diagnosis>;
  /** What else lay there, for the instructor. */
  readonly notes: readonly string[];
}

export interface HandIns {
  readonly byStudent: ReadonlyMap<string, HandIn>;
  /** Entries that belong to nobody in the roster. */
  readonly strangers: readonly string[];
}

const refusal = (id: string, what: string): Diagnosis => ({ rung: 'outcome', id, parameters: { what } });

const kindOf: Readonly<Record<NotRegular, string>> = {
  link: 'a symbolic link',
  'hard-link': 'a hard link to another file',
  folder: 'a folder',
  special: 'no file at all but a pipe, a socket or a device',
  'too-large': 'too large',
  gone: 'a file that could not be read',
};

/** The entries of a folder in the order of their names, or null where there are more than anybody needs. */
function list(folder: string): readonly Dirent[] | null {
  const entries: Dirent[] = [];
  const opened = opendirSync(folder);
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
      if (entries.push(entry) > MAX_LISTED) return null;
    }
  } finally {
    opened.closeSync();
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Links are no folders. What vanishes meanwhile is none either. */
function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

interface Found {
  readonly path: string;
  readonly name: string;
}

/** What lies below a folder, links not followed; or why it is too much. */
function walk(folder: string, depth = 1, found: Found[] = []): readonly Found[] | Diagnosis {
  const entries = list(folder);
  if (entries === null) return refusal('too-many-files', `more than ${MAX_LISTED} files`);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!isFolder(path)) {
      found.push({ path, name: entry.name });
      if (found.length > MAX_FILES) return refusal('too-many-files', `more than ${MAX_FILES} files`);
      continue;
    }
    if (depth >= MAX_DEPTH) return refusal('too-many-files', `folders in folders, more than ${MAX_DEPTH} deep`);
    const below = walk(path, depth + 1, found);
    if (!Array.isArray(below)) return below;
  }
  return found;
}

/** The last result that a record tells of this very text. */
function claimOf(code: string, attempts: readonly Attempt[]): Claim | null {
  const last = attempts.findLast((attempt) => attempt.code === code);
  return last === undefined || last.score === null || last.max === null ? null : { score: last.score, max: last.max };
}

class Taking {
  readonly files = new Map<string, HandedFile>();
  readonly refused = new Map<string, Diagnosis>();
  readonly notes: string[] = [];
  private readonly wanted: ReadonlySet<string>;

  constructor(wanted: ReadonlySet<string>) {
    this.wanted = wanted;
  }

  refuseAll(why: Diagnosis): void {
    for (const slug of this.wanted) this.refused.set(slug, why);
  }

  /** A file called after an exercise. */
  answer(slug: string, path: string): void {
    if (this.files.has(slug) || this.refused.has(slug)) {
      this.files.delete(slug);
      this.refused.set(slug, refusal('handed-in-twice', `${slug} in several files`));
      return;
    }
    const read = readRegular(path, MAX_FILE_BYTES);
    if (read.ok) this.files.set(slug, { bytes: read.bytes, modified: read.modified });
    else
      this.refused.set(slug, read.why === 'too-large' ? tooLarge(read.size) : refusal('not-a-file', kindOf[read.why]));
  }

  /** The file that the site saves. Answers that lie there as files of their own go first. */
  work(path: string, name: string): void {
    const read = readRegular(path, MAX_WORK_BYTES);
    if (!read.ok) {
      this.notes.push(`${plainText(name, 60)}: ${kindOf[read.why]}`);
      return;
    }
    const file = readWorkFile(new TextDecoder().decode(read.bytes));
    if (!file.ok) {
      this.notes.push(`${plainText(name, 60)}: no work file of this site (${file.reason})`);
      return;
    }
    for (const [slug, { code, edited, attempts }] of file.work) {
      if (!this.wanted.has(slug) || this.refused.has(slug)) continue;
      if (this.files.has(slug))
        this.notes.push(`${slug}: in a file of its own and in the work file; the file of its own counts`);
      else this.fromText(slug, code, edited, claimOf(code, attempts));
    }
  }

  private fromText(slug: string, code: string, modified: number, claimed: Claim | null): void {
    const bytes = new TextEncoder().encode(code);
    if (bytes.length > MAX_FILE_BYTES) this.refused.set(slug, tooLarge(bytes.length));
    else this.files.set(slug, { bytes, modified, ...(claimed ? { claimed } : {}) });
  }

  take(found: readonly Found[]): void {
    const isWork = ({ name }: Found): boolean => name.endsWith('.json');
    let others = 0;
    for (const one of found) {
      const slug = /^(.+)\.(?:ts|wgsl)$/.exec(one.name)?.[1] ?? '';
      if (this.wanted.has(slug)) this.answer(slug, one.path);
      else if (!isWork(one)) others++;
    }
    if (others > 0) this.notes.push(`${others} other ${others === 1 ? 'file' : 'files'}, not looked at`);
    for (const one of found.filter(isWork)) this.work(one.path, one.name);
  }
}

/** What lies in one student's folder. */
export function takeFolder(folder: string, slugs: readonly string[]): HandIn {
  const taking = new Taking(new Set(slugs));
  const found = walk(folder);
  if (Array.isArray(found)) taking.take(found);
  else taking.refuseAll(found as Diagnosis);
  return taking;
}

function takeFile(path: string, name: string, slugs: readonly string[]): HandIn {
  const taking = new Taking(new Set(slugs));
  taking.work(path, name);
  return taking;
}

/**
 * @param folder of the class, with an entry for each student
 * @param ids of the roster; nothing else is gone into
 */
export function takeHandIns(folder: string, ids: readonly string[], slugs: readonly string[]): HandIns {
  const known = new Set(ids);
  const byStudent = new Map<string, HandIn>();
  const strangers: string[] = [];
  for (const { name } of list(folder) ?? []) {
    const path = join(folder, name);
    const hasFolder = isFolder(path);
    const id = hasFolder ? name : name.replace(/\.json$/, '');
    if (!known.has(id) || (!hasFolder && !name.endsWith('.json'))) {
      if (!name.startsWith('.')) strangers.push(plainText(name, 80));
      continue;
    }
    const taken = hasFolder ? takeFolder(path, slugs) : takeFile(path, name, slugs);
    // A folder goes before a file of the same student's; what the folder lacks comes from the file.
    const before = byStudent.get(id);
    byStudent.set(id, before === undefined ? taken : together(before, taken));
  }
  return { byStudent, strangers };
}

function together(folder: HandIn, file: HandIn): HandIn {
  const refused = new Map([...file.refused, ...folder.refused]);
  const files = new Map([...file.files, ...folder.files]);
  for (const slug of folder.refused.keys()) files.delete(slug);
  for (const slug of folder.files.keys()) refused.delete(slug);
  return { files, refused, notes: [...folder.notes, ...file.notes] };
}
