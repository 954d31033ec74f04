/** The whole way of a submission in the terminal: bytes, text, JavaScript, child process, verdict. */
import { createHash } from 'node:crypto';
import type { Exercise } from './Exercise.ts';
import { intake } from './intake.ts';
import { type Circumstances, callsOf, judge, PRACTICE_SEED, refuse } from './judge.ts';
import { encodeJob } from './protocol.ts';
import { runChild } from './runChild.ts';
import { stripTypes } from './stripTypes.ts';
import type { Verdict } from './verdict.ts';

/** Generous for a slow and busy machine: a right answer takes a tenth of a second, most of it for starting Node. */
export const WALL_MS = 5000;

export interface GradeOptions {
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
  const { seed = PRACTICE_SEED, wallMs = WALL_MS, start } = options;
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
  if (!stripped.ok) return refuse(exercise, 'LOAD_ERROR', stripped.diagnosis, about(false));
  const calls = callsOf(exercise.cases(seed));
  const job = encodeJob({ code: stripped.code, exportName: exercise.exportName, calls });
  const transcript = await runChild(job, calls.length, { wallMs });
  return judge(exercise, transcript, about(start !== undefined && file.text.trim() === start.trim()));
}
