/** The whole way of a submission in the page: text, JavaScript, sandbox, verdict. The judge is the terminal's. */
import type { Exercise } from '../../exercises/grader/Exercise.ts';
import { freshSeed, jobOf } from '../../exercises/grader/grading.ts';
import { intake, MAX_FILE_BYTES, tooLarge } from '../../exercises/grader/intake.ts';
import { type Circumstances, judge, refuse, syntaxDiagnosis } from '../../exercises/grader/judge.ts';
import { outgrewParser, tooNested } from '../../exercises/grader/tooNested.ts';
import type { Verdict } from '../../exercises/grader/verdict.ts';
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

/**
 * Grades what is in the editor. Resolves to a verdict, INFRA_ERROR included; it never rejects.
 *
 * @param start the exercise's start: code that is still the same is told so
 */
export async function gradeInPage(exercise: Exercise, source: string, start: string): Promise<Verdict> {
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
  try {
    if (huge) return refuse(exercise, 'BAD_SUBMISSION', tooLarge(new Blob([source]).size), about());
    const file = intake(bytes);
    if (!file.ok) return refuse(exercise, 'BAD_SUBMISSION', file.diagnosis, about());
    const stripped = await parseInWorker(file.text);
    if (!stripped.ok) return refuse(exercise, 'LOAD_ERROR', syntaxDiagnosis(stripped.diagnosis, file.text), about());
    const sources = { ...(await sandboxSources(exercise)), code: stripped.code };
    const { job, callCount } = jobOf(exercise, seed, sources);
    const transcript = await runSandboxed(job, sources, callCount, { wallMs });
    if (outgrewParser(transcript)) return refuse(exercise, 'LOAD_ERROR', tooNested(file.text), about());
    return judge(exercise, transcript, about());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse(exercise, 'INFRA_ERROR', { rung: 'outcome', id: 'infra', parameters: { message } }, about());
  }
}
