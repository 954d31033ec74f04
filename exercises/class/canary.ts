/**
 * Before a class is graded, and again and again meanwhile, the grader is graded: each exercise's own solution has to earn full marks,
 * and a file without an answer none. A machine that has run out of something shows here, before it costs a student points.
 */
import { type GradeOptions, gradeSource } from '../grader/gradeSource.ts';
import type { Executor } from './Executor.ts';
import { wallOf } from './gradeJob.ts';
import { sha256 } from './hashes.ts';
import type { ClassExercise } from './loadAssigned.ts';

/** The grader is at fault; exit code 3. */
export class CanaryDied extends Error {}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function verdictOn(text: string, one: ClassExercise, seed: number, executor: Executor) {
  const options: GradeOptions = {
    seed,
    wallMs: wallOf(one),
    isolation: executor.isolation as Exclude<typeof executor.isolation, 'browser'>,
    run: (job, callCount, wallMs) =>
      // Never the key of an answer: what is asked here has to be asked each time.
      executor.run({ key: sha256(`canary ${crypto.randomUUID()}`), job, callCount, wallMs }),
  };
  return gradeSource(one.exercise, bytesOf(text), options);
}

/** @throws CanaryDied where a right answer is not right, or a wrong one not wrong */
export async function checkCanary(one: ClassExercise, seed: number, executor: Executor): Promise<void> {
  const right = await verdictOn(one.solution, one, seed, executor);
  if (right.verdict !== 'PASS')
    throw new CanaryDied(
      `The solution of “${one.slug}” gets ${right.score} of ${right.max} points (${right.verdict}${right.diagnosis ? `, ${right.diagnosis.id} ${JSON.stringify(right.diagnosis.parameters)}` : ''}). Nothing is graded with it until that is mended.`,
    );
  const empty = await verdictOn('export const nothing = 0;\n', one, seed, executor);
  if (empty.score !== 0) throw new CanaryDied(`A file without an answer gets ${empty.score} points for “${one.slug}”.`);
}
