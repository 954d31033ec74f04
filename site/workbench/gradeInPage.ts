/** The whole way of a submission in the page: text, JavaScript, sandbox, verdict. The judge is the terminal's. */
import type { Exercise } from '../../exercises/grader/Exercise.ts';
import { freshSeed, jobOf } from '../../exercises/grader/grading.ts';
import { intake, MAX_FILE_BYTES, tooLarge } from '../../exercises/grader/intake.ts';
import { type Circumstances, judge, refuse, syntaxDiagnosis } from '../../exercises/grader/judge.ts';
import { linkPackage } from '../../exercises/grader/package/linkPackage.ts';
import { readPackage } from '../../exercises/grader/package/readPackage.ts';
import type { Transcript } from '../../exercises/grader/protocol.ts';
import { outgrewParser, tooNested } from '../../exercises/grader/tooNested.ts';
import type { Diagnosis, Verdict, VerdictWord } from '../../exercises/grader/verdict.ts';
import { shaderModule } from '../../exercises/grader/wgsl/submission.ts';
import { parseInWorker } from './parseInWorker.ts';
import { runSandboxed } from './runSandboxed.ts';
import { prepareSandbox } from './Sandbox.ts';
import { sandboxSources } from './sandboxSources.ts';

export const WALL_MS = 5000;

/** Starts what a grading waits for longest, so that it stands ready when the reader asks. It runs nothing. */
export function prepareToGrade(): void {
  prepareSandbox();
  void parseInWorker('');
}

/** Empty where the browser offers no digest: it does so on https and localhost only. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.isSecureContext) return '';
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A run that can be judged, or the verdict on a text that could not be run; the terminal's `runSource` gives the same. */
export type PageRun =
  | { readonly refused: Verdict }
  | { readonly refused: null; readonly transcript: Transcript; readonly about: Circumstances };

type Programmed =
  | { readonly ok: true; readonly code: string; readonly parts?: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly diagnosis: Diagnosis; readonly word?: VerdictWord };

/** What the sandbox loads of a text. */
async function programOf(exercise: Exercise, text: string, isStart: boolean): Promise<Programmed> {
  if (exercise.kind === 'wgsl') return { ok: true, code: shaderModule(text) };
  if (exercise.kind !== 'package') return parseInWorker(text);
  const read = await readPackage(new TextEncoder().encode(text), Object.keys(exercise.packageParts));
  if (!read.ok) return { ...read, word: 'BAD_SUBMISSION' };
  return linkPackage(exercise, read.files, parseInWorker, isStart);
}

/** Runs what is in the editor and judges nothing. It never rejects. */
export async function runInPage(exercise: Exercise, source: string, start: string): Promise<PageRun> {
  const started = performance.now();
  // A text far too large is not even encoded: that alone would hold the page up.
  const huge = source.length > MAX_FILE_BYTES;
  const bytes = huge ? new Uint8Array() : new TextEncoder().encode(source);
  const hash = huge ? '' : await sha256(bytes);
  const seed = freshSeed();
  const wallMs = exercise.wallMs ?? WALL_MS;
  const about = (): Circumstances => ({
    seed,
    sha256: hash,
    isolation: 'browser',
    limits: { wallMs },
    wallMs: performance.now() - started,
    untouched: source.trim() === start.trim(),
  });
  const refused = (word: VerdictWord, diagnosis: Diagnosis): PageRun => ({
    refused: refuse(exercise, word, diagnosis, about()),
  });
  try {
    if (huge) return refused('BAD_SUBMISSION', tooLarge(new Blob([source]).size));
    const file = intake(bytes);
    if (!file.ok) return refused('BAD_SUBMISSION', file.diagnosis);
    const read = await programOf(exercise, file.text, source.trim() === start.trim());
    if (!read.ok) return refused(read.word ?? 'LOAD_ERROR', syntaxDiagnosis(read.diagnosis, file.text));
    const { code, parts } = read;
    const sources = { ...(await sandboxSources(exercise)), code, ...(parts ? { parts } : {}) };
    const { job, callCount } = jobOf(exercise, seed, sources);
    const transcript = await runSandboxed(job, sources, callCount, { wallMs });
    if (outgrewParser(transcript)) return refused('LOAD_ERROR', tooNested(file.text));
    return { refused: null, transcript, about: about() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refused('INFRA_ERROR', { rung: 'outcome', id: 'infra', parameters: { message } });
  }
}

/**
 * Grades what is in the editor. Resolves to a verdict, INFRA_ERROR included; it never rejects.
 *
 * @param start the exercise's start: code that is still the same is told so
 */
export async function gradeInPage(exercise: Exercise, source: string, start: string): Promise<Verdict> {
  const run = await runInPage(exercise, source, start);
  return run.refused ?? judgeRun(exercise, run);
}

/** The verdict on a run; a judge that fails is the grader's fault, and said so. */
function judgeRun(exercise: Exercise, { transcript, about }: Extract<PageRun, { refused: null }>): Verdict {
  try {
    return judge(exercise, transcript, about);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse(exercise, 'INFRA_ERROR', { rung: 'outcome', id: 'infra', parameters: { message } }, about);
  }
}

/** The same, with the answers that it was made from. */
export async function gradeWithAnswers(
  exercise: Exercise,
  source: string,
): Promise<{ readonly verdict: Verdict; readonly answers: Transcript['answers'] }> {
  const run = await runInPage(exercise, source, '');
  if (run.refused !== null) return { verdict: run.refused, answers: [] };
  return { verdict: judgeRun(exercise, run), answers: run.transcript.answers };
}
