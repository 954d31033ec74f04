/**
 * The plan of one grading: which cases, and in which order they are asked. Every grading asks the cases of practice, the same
 * for everyone, so that one can work on them; and each drawn one again from a fresh seed, which an answer cannot know. Within
 * a part the order follows from the seed too. The seed stands in the verdict: with it the same grading can be had again.
 */
import { Generator } from '#framework';
import type { Case, Exercise } from './Exercise.ts';
import { encodeJob } from './protocol.ts';
import type { Program } from './sandbox/job.ts';
import type { Value } from './sandbox/values.ts';

/** The seed of the cases that are the same for everyone. */
export const PRACTICE_SEED = 2026;

export interface Grading {
  readonly cases: readonly Case[];
  /** For each call, the position of its case in `cases`. */
  readonly order: readonly number[];
}

/** A seed that nobody knows before. */
export const freshSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;

/** The grading of a seed: the cases of practice and fresh ones, part by part, each part in a drawn order, asked as often as the exercise says. */
export function planGrading(exercise: Exercise, seed: number): Grading {
  const all = [...exercise.cases(PRACTICE_SEED), ...exercise.cases(seed, true)];
  const cases = exercise.parts.flatMap((part) => all.filter((one) => one.part === part));
  // One object holds every answer of a choice: it is asked for once.
  if (exercise.kind === 'choice') return { cases, order: [0] };
  const random = new Generator(seed).fork('order');
  const order = exercise.parts.flatMap((part) => {
    const mine = cases.flatMap((one, i) => (one.part === part ? [i] : []));
    return Array.from({ length: exercise.repeats }, () =>
      Array.from(random.permutation(mine.length), (i) => mine[i]!),
    ).flat();
  });
  return { cases, order };
}

/** What differs from one exercise to the next in the program that answers. Sources are JavaScript by now. */
export interface SandboxSources {
  readonly code: string;
  readonly given: string;
  readonly mutants: Readonly<Record<string, string>>;
  readonly framework: string;
  /** Of a package: its files as JavaScript, by their names; `code` is the module in front of them. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** The job of a grading as bytes, and how many answers it will bring. */
export function jobOf(
  exercise: Exercise,
  seed: number,
  sources: SandboxSources,
): { job: Uint8Array<ArrayBuffer>; callCount: number } {
  const { cases, order } = planGrading(exercise, seed);
  const calls = order.map((i): readonly Value[] => cases[i]!.args);
  const program: Program = { ...exercise.plan, ...sources };
  return { job: encodeJob({ program, calls }), callCount: calls.length };
}
