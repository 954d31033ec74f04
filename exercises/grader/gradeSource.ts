/** The whole way of a submission in the terminal: bytes, text, JavaScript, child process, verdict. */
import { createHash } from 'node:crypto';
import type { Exercise } from './Exercise.ts';
import { freshSeed, jobOf, type SandboxSources } from './grading.ts';
import { intake } from './intake.ts';
import { bestIsolation, type ProcessIsolation } from './isolation.ts';
import { type Circumstances, judge, refuse, syntaxDiagnosis } from './judge.ts';
import { linkPackage } from './package/linkPackage.ts';
import { readPackage } from './package/readPackage.ts';
import { stripStudentTypes } from './parserProcess.ts';
import type { Transcript } from './protocol.ts';
import { runChild, type Walls } from './runChild.ts';
import { sandboxSources } from './sandboxSources.ts';
import { tooManyWords } from './tooManyWords.ts';
import { outgrewParser, tooNested } from './tooNested.ts';
import type { Diagnosis, Verdict, VerdictWord } from './verdict.ts';
import { shaderModule, shaderOf } from './wgsl/submission.ts';

/** Generous for a slow and busy machine: a right answer takes a tenth of a second, most of it for starting Node. */
export const WALL_MS = 5000;

export interface GradeOptions {
  /** Of the fresh cases; without it they are drawn anew. */
  readonly seed?: number;
  readonly wallMs?: number;
  /** The start of the exercise: a submission that is still the same text is told so. */
  readonly start?: string;
  /** The best that this machine offers, unless told. */
  readonly isolation?: ProcessIsolation;
  /** For tests that take a wall away. */
  readonly walls?: Partial<Walls>;
  /** Somebody else than a child of this process who has the job done, and brings what it answered. */
  readonly run?: (job: Uint8Array, callCount: number, wallMs: number) => Promise<Transcript>;
}

/** A run that can be judged, or the verdict on a text that could not be run. */
export type Run =
  | { readonly refused: Verdict }
  | { readonly refused: null; readonly transcript: Transcript; readonly about: Circumstances };

/** Runs one submission and judges nothing. Resolves whatever the bytes are. */
export async function runSource(exercise: Exercise, bytes: Uint8Array, options: GradeOptions = {}): Promise<Run> {
  const {
    seed = freshSeed(),
    wallMs = exercise.wallMs ?? WALL_MS,
    start,
    isolation = bestIsolation(),
    walls,
  } = options;
  const started = performance.now();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const about = (untouched: boolean): Circumstances => ({
    seed,
    sha256,
    isolation,
    limits: { wallMs },
    wallMs: performance.now() - started,
    untouched,
  });
  const refused = (word: VerdictWord, diagnosis: Diagnosis): Run => ({
    refused: refuse(exercise, word, diagnosis, about(false)),
  });
  const file = exercise.kind === 'package' ? await packageOf(exercise, bytes, start) : await fileOf(exercise, bytes);
  if ('refused' in file) return refused(file.refused, file.diagnosis);
  const { job, callCount } = jobOf(exercise, seed, { ...(await sandboxSources(exercise)), ...file.program });
  const transcript = await (options.run?.(job, callCount, wallMs) ??
    runChild(job, callCount, { wallMs, isolation, ...(walls ? { walls } : {}) }));
  if (outgrewParser(transcript)) return refused('LOAD_ERROR', tooNested(file.text));
  return { refused: null, transcript, about: about(start !== undefined && isSame(exercise, file.text, start)) };
}

const isSame = ({ kind }: Exercise, text: string, start: string): boolean =>
  kind === 'wgsl' ? shaderOf(text).trim() === shaderOf(start).trim() : text.trim() === start.trim();

/** What was handed in, ready for the sandbox; `text` is what is said about it where it cannot be told apart from a text. */
type Read =
  | { readonly text: string; readonly program: Pick<SandboxSources, 'code' | 'parts'> }
  | { readonly refused: VerdictWord; readonly diagnosis: Diagnosis };

/** One file. A shader is data: nothing of it is parsed or run as JavaScript. */
async function fileOf({ kind }: Exercise, bytes: Uint8Array): Promise<Read> {
  const file = intake(bytes);
  if (!file.ok) return { refused: 'BAD_SUBMISSION', diagnosis: file.diagnosis };
  const { text } = file;
  if (kind === 'wgsl') return { text, program: { code: shaderModule(text) } };
  const endless = tooManyWords(text);
  const read = endless ? { ok: false as const, diagnosis: endless } : await stripStudentTypes(text);
  if (!read.ok) return { refused: 'LOAD_ERROR', diagnosis: syntaxDiagnosis(read.diagnosis, text) };
  return { text, program: { code: read.code } };
}

/** Several files, each of which is parsed like the one of another kind. */
async function packageOf(exercise: Exercise, bytes: Uint8Array, start = ''): Promise<Read> {
  const read = await readPackage(bytes, Object.keys(exercise.packageParts));
  if (!read.ok) return { refused: 'BAD_SUBMISSION', diagnosis: read.diagnosis };
  const text = [...read.files.values()].join('\n');
  const isStart = start !== '' && new TextDecoder().decode(bytes).trim() === start.trim();
  const linked = await linkPackage(exercise, read.files, stripStudentTypes, isStart);
  if (!linked.ok) return { refused: 'LOAD_ERROR', diagnosis: linked.diagnosis };
  return { text, program: { code: linked.code, parts: linked.parts } };
}

/**
 * Grades one submission. Resolves to a verdict whatever the bytes are.
 *
 * @example
 * const verdict = await gradeSource(exercise, await readFile('my-answer.ts'));
 * verdict.score; // 0 … verdict.max
 */
export async function gradeSource(exercise: Exercise, bytes: Uint8Array, options: GradeOptions = {}): Promise<Verdict> {
  const run = await runSource(exercise, bytes, options);
  return run.refused ?? judge(exercise, run.transcript, run.about);
}
