/**
 * Tasks and answers on their way between machines. A task holds code and arguments; answers are the very bytes that came out of the
 * sandbox, read here and nowhere else, so that whoever carried or made them could only answer. Both are bounded before they are unpacked.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Ending, MAX_TOTAL_BYTES, type Transcript, TranscriptReader } from '../../grader/protocol.ts';
import type { Isolation } from '../../grader/verdict.ts';
import type { Task } from '../Executor.ts';

/** What a worker runs: a task without its name. */
export type PackedTask = Omit<Task, 'key'>;

export interface PackedAnswers {
  /** What the sandbox sent, frame by frame. */
  readonly frames: Uint8Array;
  /** Why it stopped, where the frames do not tell. */
  readonly ending: Ending;
  readonly isolation: Isolation;
}

/** The framework and an exercise's data; more is no task of ours. */
const MAX_TASK_BYTES = 64 * 1024 * 1024;
/** Packed, at the most: base64 in JSON, and what packing adds to bytes that do not pack. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_WALL_MS = 10 * 60 * 1000;

const endings: readonly Ending[] = ['complete', 'time', 'output', 'memory', 'exit', 'unsettled', 'protocol'];
const isolations: readonly Isolation[] = ['student', 'bwrap', 'podman', 'docker'];

const pack = (value: unknown): Buffer => gzipSync(JSON.stringify(value), { level: 1 });
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

function unpack(bytes: Uint8Array, limit: number): Record<string, unknown> {
  const value: unknown = JSON.parse(gunzipSync(bytes, { maxOutputLength: limit }).toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new Error('no record was packed here');
  return value as Record<string, unknown>;
}

export const packTask = ({ job, callCount, wallMs }: PackedTask): Buffer =>
  pack({ version: 1, job: base64(job), callCount, wallMs });

/** @throws where the bytes are no task */
export function unpackTask(bytes: Uint8Array): PackedTask {
  const { version, job, callCount, wallMs } = unpack(bytes, MAX_TASK_BYTES);
  const isCount = Number.isSafeInteger(callCount) && (callCount as number) >= 0;
  const isTime = typeof wallMs === 'number' && wallMs > 0 && wallMs <= MAX_WALL_MS;
  if (version !== 1 || typeof job !== 'string' || !isCount || !isTime) throw new Error('this is no task');
  return { job: new Uint8Array(Buffer.from(job, 'base64')), callCount: callCount as number, wallMs };
}

export const packAnswers = ({ frames, ending, isolation }: PackedAnswers): Buffer =>
  pack({ version: 1, frames: base64(frames), ending, isolation });

/**
 * The answers as a transcript, whatever the bytes say.
 *
 * @param isolation that was asked for; answers from behind another wall are not taken
 * @throws where the bytes are no answers
 */
export function unpackAnswers(bytes: Uint8Array, callCount: number, isolation: Isolation): Transcript {
  if (bytes.length > MAX_ANSWER_BYTES) throw new Error('these answers are larger than any run may answer');
  const answers = unpack(bytes, 2 * MAX_TOTAL_BYTES);
  const { version, frames, ending } = answers;
  if (version !== 1 || typeof frames !== 'string' || !endings.includes(ending as Ending))
    throw new Error('these are no answers');
  if (!isolations.includes(answers['isolation'] as Isolation))
    throw new Error('these answers do not say how they were had');
  if (answers['isolation'] !== isolation)
    throw new Error(
      `these answers come from behind “${String(answers['isolation'])}”, and “${isolation}” was asked for`,
    );
  const reader = new TranscriptReader(callCount);
  reader.push(new Uint8Array(Buffer.from(frames, 'base64')));
  return reader.finish(ending as Ending);
}
