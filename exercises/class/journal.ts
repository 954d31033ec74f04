/**
 * Everything that ever happened to a class, line by line: how a run began, what each student handed in, and each verdict. A line
 * carries a checksum and is on the disk before it counts. Whatever ends the grader, at most the line that was being written is
 * lost, and that one is recognised. Marks are computed from this file and nothing else (gradebook.ts).
 */
import { lstatSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Diagnosis, Isolation, Verdict } from '../grader/verdict.ts';
import { type Disk, NotWritable, notWritable, realDisk, writeAll, writingTo } from './disk.ts';

/** A run of the grader: with what it judges. A later one with other hashes grades everything again. */
export interface RunEntry {
  readonly kind: 'run';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly grader: string;
  /** Of each exercise, all that decides about an answer. */
  readonly exercises: Readonly<Record<string, string>>;
  readonly seeds: readonly number[];
  /** Hides the seeds in the commitment until they are told. */
  readonly salt: string;
  readonly isolation: Isolation;
}

/** A text; or why there is none. */
export type IntakeAnswer =
  | { readonly sha256: string; readonly claimed?: { readonly score: number; readonly max: number } }
  | { readonly refused: Diagnosis };

/** What one student handed in; the last such line counts. */
export interface IntakeEntry {
  readonly kind: 'intake';
  readonly student: string;
  /** Null where nothing came. */
  readonly handedIn: number | null;
  readonly answers: Readonly<Record<string, IntakeAnswer>>;
  readonly notes: readonly string[];
}

/** What came of one text under one seed. It names no student: the same text is graded once. */
export interface JobEntry {
  readonly kind: 'job';
  readonly key: string;
  readonly exercise: string;
  readonly verdict: Verdict;
  /** Equal where two texts answered every case alike; '' where they did not come to answering. */
  readonly behaviour: string;
  readonly attempts: number;
  /** Perhaps the machine's doing: asked once more, alone, before it counts. */
  readonly provisional: boolean;
}

export type Entry = RunEntry | IntakeEntry | JobEntry;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

export function encodeLine(entry: Entry): string {
  const text = JSON.stringify(entry);
  return `{"crc":"${checksum(text)}","entry":${text}}\n`;
}

/** The entry of a line without its line feed, or null where it is not whole. */
export function decodeLine(line: string): Entry | null {
  const found = /^\{"crc":"([0-9a-f]{8})","entry":(\{.*\})\}$/.exec(line);
  if (found === null || checksum(found[2]!) !== found[1]) return null;
  return JSON.parse(found[2]!) as Entry;
}

export interface ReadJournal {
  readonly entries: readonly Entry[];
  /** Lines in the middle that cannot be read; what they said is done again. */
  readonly damaged: number;
  /** Where the last whole line ends. */
  readonly length: number;
}

/** Reads what is whole. A last line without its end was being written when the grader ended. */
export function readJournal(bytes: Uint8Array): ReadJournal {
  const entries: Entry[] = [];
  let damaged = 0;
  let length = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, length)) {
    const entry = decodeLine(new TextDecoder().decode(bytes.subarray(length, end)));
    if (entry === null) damaged++;
    else entries.push(entry);
    length = end + 1;
  }
  return { entries, damaged, length };
}

function readBytes(path: string): Uint8Array {
  try {
    if (!lstatSync(path).isFile())
      throw new NotWritable(`${path} is not an ordinary file. Move it away, or choose another --out.`);
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array(0);
    throw error;
  }
}

interface Waiting {
  readonly entry: Entry;
  readonly done: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * The journal of a folder, open for writing.
 *
 * @example
 * const journal = Journal.open('report/journal.jsonl');
 * await journal.append(entry); // on the disk now
 */
export class Journal {
  readonly entries: Entry[];
  readonly damaged: number;
  private readonly path: string;
  private readonly disk: Disk;
  private readonly descriptor: number;
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private failure: Error | null = null;

  private constructor(path: string, disk: Disk, descriptor: number, read: ReadJournal) {
    this.path = path;
    this.disk = disk;
    this.descriptor = descriptor;
    this.entries = [...read.entries];
    this.damaged = read.damaged;
  }

  /** Reads what is there and cuts off a line that was never finished. */
  static open(path: string, disk: Disk = realDisk): Journal {
    const bytes = readBytes(path);
    const read = readJournal(bytes);
    return writingTo(path, () => {
      const descriptor = disk.open(path, 'a');
      if (read.length < bytes.length) disk.truncate(descriptor, read.length);
      disk.sync(descriptor);
      return new Journal(path, disk, descriptor, read);
    });
  }

  /** Resolves when the line is on the disk. Lines that come together share one wait for it. */
  append(entry: Entry): Promise<void> {
    if (this.failure !== null) return Promise.reject(this.failure);
    return new Promise((done, fail) => {
      this.waiting.push({ entry, done, fail });
      this.writing ??= this.writeAll();
    });
  }

  /** Waits for everything that was appended, and closes the file. */
  async close(): Promise<void> {
    await this.writing;
    this.disk.close(this.descriptor);
  }

  private async writeAll(): Promise<void> {
    await null; // what is appended in the same breath goes along
    while (this.waiting.length > 0) await this.writeSome();
    this.writing = null;
  }

  private async writeSome(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    try {
      const text = batch.map(({ entry }) => encodeLine(entry)).join('');
      writeAll(this.disk, this.descriptor, new TextEncoder().encode(text));
      await this.disk.syncLater(this.descriptor);
      for (const { entry, done } of batch) {
        this.entries.push(entry);
        done();
      }
    } catch (error) {
      // Half a line may stand there now: nothing may be written behind it.
      this.failure = notWritable(this.path, error);
      for (const { fail } of [...batch, ...this.waiting]) fail(this.failure);
      this.waiting = [];
    }
  }
}
