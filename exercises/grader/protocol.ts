/**
 * The trusted end of the wire: builds a job, and turns whatever bytes come back into a transcript. The bytes are hostile
 * input. Reading them never throws and never holds more than the caps below; a frame that is unknown, out of order, repeated
 * or broken ends the transcript as 'protocol'. It never judges an answer.
 */

import type { Program } from './sandbox/job.ts';
import { decodeValue } from './sandbox/readValue.ts';
import { Opaque, type Value } from './sandbox/values.ts';
import { FRAME_HEADER_BYTES, tag } from './sandbox/wire.ts';
import { encodeValue } from './sandbox/writeValue.ts';

export const MAX_FRAME_BYTES = 256 * 1024;
export const MAX_TOTAL_BYTES = 4 * 1024 * 1024;
/** What a student may print. */
export const MAX_LOG_BYTES = 64 * 1024;

/** The program to run, and the arguments of its calls; a call's number is its place. */
export interface Job {
  readonly program: Program;
  readonly calls: readonly (readonly Value[])[];
}

export type Answer =
  | { readonly kind: 'value'; readonly value: Value; readonly mutated: boolean }
  | { readonly kind: 'failure'; readonly name: string; readonly message: string; readonly line: number }
  | { readonly kind: 'too-big' };

/** Why the student's module gave no function to call. */
export type LoadFailure =
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly line: number }
  | { readonly kind: 'import'; readonly specifier: string }
  | { readonly kind: 'export'; readonly names: readonly string[]; readonly wanted: string };

/** How the student's side stopped. Only 'complete' means that every frame arrived. */
export type Ending = 'complete' | 'time' | 'output' | 'memory' | 'exit' | 'unsettled' | 'protocol';

export interface Transcript {
  readonly ending: Ending;
  /** True once the student's module was loaded and its function found. */
  readonly loaded: boolean;
  readonly loadFailure: LoadFailure | null;
  /** Answers to calls 0, 1, 2, …; shorter than the job when the run stopped early. */
  readonly answers: readonly Answer[];
  /** What the student printed, as far as it was kept. */
  readonly log: string;
}

/** A job as the bytes that `readJob` reads. */
export function encodeJob({ program, calls }: Job): Uint8Array<ArrayBuffer> {
  const source = new TextEncoder().encode(JSON.stringify(program));
  const frames = calls.flatMap((args, id) => frame(tag.call, id, encodeValue(args)));
  return concatenate([...frame(tag.code, 0, source), ...frames]);
}

/** What `encodeFrame` makes, in two pieces: nobody has touched the built-ins here, and a text may be long. */
function frame(kind: number, id: number, payload: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const header = new DataView(new ArrayBuffer(FRAME_HEADER_BYTES));
  header.setUint8(0, kind);
  header.setUint32(1, payload.length, true);
  header.setUint32(5, id, true);
  return [new Uint8Array(header.buffer), payload];
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const textOf = (value: Value | undefined): string => {
  if (typeof value === 'string') return value;
  return value instanceof Opaque ? value.is : typeof value === 'number' ? String(value) : '';
};

const itemsOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);

function readError(value: Value | undefined): { name: string; message: string; line: number } {
  const [name, message, line] = itemsOf(value);
  const isLine = typeof line === 'number' && Number.isSafeInteger(line) && line > 0;
  return { name: textOf(name), message: textOf(message), line: isLine ? line : 0 };
}

function readLoadFailure(value: Value): LoadFailure {
  const [kind, detail, error] = itemsOf(value);
  if (textOf(kind) === 'export')
    return { kind: 'export', names: itemsOf(detail).slice(0, 20).map(textOf), wanted: textOf(error) };
  if (textOf(kind) === 'import') return { kind: 'import', specifier: textOf(detail) };
  return { kind: 'error', ...readError(error) };
}

/**
 * Collects the frames of one run.
 *
 * @example
 * const reader = new TranscriptReader(2);
 * stream.on('data', (chunk) => reader.push(chunk));
 * stream.on('close', () => reader.finish('exit')); // 'complete' when every frame was there
 */
export class TranscriptReader {
  private readonly callCount: number;
  private readonly answers: Answer[] = [];
  private pending = new Uint8Array(4096);
  private pendingLength = 0;
  private total = 0;
  private logBytes = 0;
  private log = '';
  private loaded = false;
  private loadFailure: LoadFailure | null = null;
  private ending: Ending | null = null;

  constructor(callCount: number) {
    this.callCount = callCount;
  }

  /** True when nothing that still arrives can change the transcript. */
  get done(): boolean {
    return this.ending !== null;
  }

  /** Takes the next bytes, cut anywhere. Bytes after the end are ignored. */
  push(chunk: Uint8Array): void {
    if (this.done) return;
    this.total += chunk.length;
    if (this.total > MAX_TOTAL_BYTES) this.ending = 'output';
    else {
      this.append(chunk);
      this.readFrames();
    }
  }

  /** Closes the transcript; `ending` says why the stream stopped, unless the frames already told. */
  finish(ending: Ending, printed = ''): Transcript {
    // A stream that closes by itself before its end frame is an early exit, whatever its exit code.
    const known = this.ending ?? (ending === 'complete' ? 'exit' : ending);
    return {
      ending: known,
      loaded: this.loaded,
      loadFailure: this.loadFailure,
      answers: this.answers,
      log: this.log + printed,
    };
  }

  private append(chunk: Uint8Array): void {
    if (this.pendingLength + chunk.length > this.pending.length) {
      const larger = new Uint8Array((this.pendingLength + chunk.length) * 2);
      larger.set(this.pending.subarray(0, this.pendingLength));
      this.pending = larger;
    }
    this.pending.set(chunk, this.pendingLength);
    this.pendingLength += chunk.length;
  }

  private readFrames(): void {
    let at = 0;
    while (!this.done && this.pendingLength - at >= FRAME_HEADER_BYTES) {
      const header = new DataView(this.pending.buffer, at, FRAME_HEADER_BYTES);
      const length = header.getUint32(1, true);
      if (length > MAX_FRAME_BYTES) this.ending = 'protocol';
      if (this.pendingLength - at < FRAME_HEADER_BYTES + length) break;
      const start = at + FRAME_HEADER_BYTES;
      at = start + length;
      this.take(header.getUint8(0), header.getUint32(5, true), this.pending.slice(start, at));
    }
    this.pending.copyWithin(0, at, this.pendingLength);
    this.pendingLength -= at;
  }

  private take(kind: number, callId: number, payload: Uint8Array): void {
    try {
      if (!this.accept(kind, callId, payload)) this.ending = 'protocol';
    } catch {
      this.ending = 'protocol'; // the payload is not one whole value
    }
  }

  /** False for a frame that is unknown or not the next one due. */
  private accept(kind: number, callId: number, payload: Uint8Array): boolean {
    if (kind === tag.log) return this.takeLog(payload);
    if (kind === tag.flood) return this.takeEnding('output');
    if (kind === tag.memory) return this.takeEnding('memory');
    if (kind === tag.end) return this.takeEnd();
    if (this.loadFailure !== null) return false;
    if (kind === tag.loaded) return this.takeLoaded();
    if (kind === tag.notLoaded) return this.takeLoadFailure(payload);
    return this.takeAnswer(kind, callId, payload);
  }

  private takeLog(payload: Uint8Array): boolean {
    this.logBytes += payload.length;
    if (this.logBytes > MAX_LOG_BYTES) this.ending = 'output';
    else this.log += `${textOf(decodeValue(payload))}\n`;
    return true;
  }

  private takeEnding(ending: Ending): boolean {
    this.ending = ending;
    return true;
  }

  private takeEnd(): boolean {
    if (this.loadFailure === null && this.answers.length !== this.callCount) return false;
    this.ending = 'complete';
    return true;
  }

  private takeLoaded(): boolean {
    const first = !this.loaded;
    this.loaded = true;
    return first;
  }

  private takeLoadFailure(payload: Uint8Array): boolean {
    if (this.loaded) return false;
    this.loadFailure = readLoadFailure(decodeValue(payload));
    return true;
  }

  private takeAnswer(kind: number, callId: number, payload: Uint8Array): boolean {
    if (!this.loaded || callId !== this.answers.length || callId >= this.callCount) return false;
    if (kind === tag.tooBig) this.answers.push({ kind: 'too-big' });
    else if (kind === tag.failure) this.answers.push({ kind: 'failure', ...readError(decodeValue(payload)) });
    else if (kind === tag.value)
      this.answers.push({ kind: 'value', value: decodeValue(payload.subarray(1)), mutated: payload[0] === 1 });
    else return false;
    return true;
  }
}
