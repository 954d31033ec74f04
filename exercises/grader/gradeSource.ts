/** The whole way of a submission in the terminal: bytes, text, JavaScript, child process, verdict. */
import { createHash } from 'node:crypto';
import type { Exercise } from './Exercise.ts';
import { freshSeed, jobOf } from './grading.ts';
import { intake } from './intake.ts';
import { type Circumstances, judge, refuse, syntaxDiagnosis } from './judge.ts';
import { runChild } from './runChild.ts';
import { sandboxSources } from './sandboxSources.ts';
import { stripTypes } from './stripTypes.ts';
import type { Verdict } from './verdict.ts';

/** Generous for a slow and busy machine: a right answer takes a tenth of a second, most of it for starting Node. */
export const WALL_MS = 5000;

export interface GradeOptions {
  /** Of the fresh cases; without it they are drawn anew. */
  readonly seed?: number;
  readonly wallMs?: number;
  /** The start of the exercise: a submission that is still the same text is told so. */
  readonly start?: string;
}

/**
 * Grades one submission. Resolves to a verdict whatever the bytes are.
 *
 * @example
 * const verdict = await gradeSource(exercise, await readFile('my-answer.ts'));
 * verdict.score; // 0 … verdict.max
 */
export async function gradeSource(exercise: Exercise, bytes: Uint8Array, options: GradeOptions = {}): Promise<Verdict> {
  const { seed = freshSeed(), wallMs = exercise.wallMs ?? WALL_MS, start } = options;
  const started = performance.now();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const about = (untouched: boolean): Circumstances => ({
    seed,
    sha256,
    isolation: 'student',
    limits: { wallMs },
    wallMs: performance.now() - started,
    untouched,
  });
  const file = intake(bytes);
  if (!file.ok) return refuse(exercise, 'BAD_SUBMISSION', file.diagnosis, about(false));
  const stripped = stripTypes(file.text);
  if (!stripped.ok) return refuse(exercise, 'LOAD_ERROR', syntaxDiagnosis(stripped.diagnosis, file.text), about(false));
  const { job, callCount } = jobOf(exercise, seed, { ...(await sandboxSources(exercise)), code: stripped.code });
  const transcript = await runChild(job, callCount, { wallMs });
  return judge(exercise, transcript, about(start !== undefined && file.text.trim() === start.trim()));
}
