/**
 * What an exercise is to the grader: data and pure functions that `exercises/<slug>/check.ts` exports as `exercise`.
 * Types only. Nothing here, and nothing in a check, ever reaches the side on which student code runs, except the arguments of the cases.
 */
import type { Tolerance } from './compare.ts';
import type { Value } from './harness.ts';

/** The three visible parts of every exercise, so that partial credit names what is missing. */
export type PartId = 'known' | 'traps' | 'stability';

/** One call of the student's function. */
export interface Case {
  readonly id: string;
  readonly part: PartId;
  readonly args: readonly Value[];
}

/** A reference or a wrong answer: called in trusted code with copies of a case's arguments. */
export type Solution = (...args: never[]) => unknown;

/** A property that every right answer has, told to the student when nothing more precise is known. */
export interface Fact {
  readonly id: string;
  readonly holds: (args: readonly Value[], answer: Value) => boolean;
}

/** The words of one exercise in one language. Keys are ids of cases, wrong answers and facts; a test holds them complete. */
export interface ExerciseWords {
  /** What the student's function returns, as the verdict writes it: `gradient[0][1]`. */
  readonly answerName: string;
  readonly argNames: readonly string[];
  readonly cases: Readonly<Record<string, string>>;
  readonly diagnoses: Readonly<Record<string, { readonly title: string; readonly advice: string }>>;
  readonly facts: Readonly<Record<string, string>>;
}

export interface Exercise {
  readonly slug: string;
  /** The function a student's file must export. */
  readonly exportName: string;
  readonly points: Readonly<Record<PartId, number>>;
  readonly tolerance: Tolerance;
  /** The cases of a seed, in the order in which they are run. The same seed always gives the same cases. */
  readonly cases: (seed: number) => readonly Case[];
  /** The right answer. Throws when the reference and its independent check disagree: then the grader is at fault, not the student. */
  readonly expected: (args: readonly Value[]) => Value;
  /** The sizes by which answers are classically off: `{ m: 3, K: 4 }`. */
  readonly sizes: (args: readonly Value[]) => Readonly<Record<string, number>>;
  /** Classic wrong answers by diagnosis id; each id is the name of a file in `wrong/`. */
  readonly wrong: Readonly<Record<string, Solution>>;
  readonly facts: readonly Fact[];
  readonly words: Readonly<Record<string, ExerciseWords>> & { readonly en: ExerciseWords };
}
