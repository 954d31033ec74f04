/**
 * What an exercise is to the grader. An author writes a `Definition` in `exercises/<slug>/check.ts`; the folder adds what
 * stands in files (solution, wrong answers with their diagnoses, what is given), and `assemble.ts` makes the `Exercise` of
 * both. Nothing here ever reaches the side on which student code runs, except the arguments of the cases and `given.ts`.
 */
import type { Generator } from '#framework';
import type { Tolerance } from './compare.ts';
import type { Loaded, Mode, Plan, Value } from './sandbox/values.ts';

/** The visible parts of an exercise, so that partial credit names what is missing. An exercise has those that its cases name. */
export type PartId =
  | 'known'
  | 'traps'
  | 'stability'
  | 'cost'
  | 'accepts'
  | 'kills'
  | 'answers'
  | 'gradients'
  | 'state'
  | 'memory'
  | 'runs';

export const partOrder: readonly PartId[] = [
  'known',
  'answers',
  'accepts',
  'kills',
  'traps',
  'stability',
  'cost',
  'gradients',
  'state',
  'memory',
  'runs',
];

/** Arguments of a case that are drawn; `others` gives those of another drawn case of the same seed. */
export type Draw = (random: Generator, others: (id: string) => readonly Value[]) => readonly Value[];

/** One case as its author writes it, best with `known`, `trap`, `stable`, … of `define.ts`. */
export interface CaseSpec {
  readonly id: string;
  readonly part: PartId;
  /** What the verdict calls it, in English. */
  readonly title: string;
  readonly args: readonly Value[] | Draw;
  /** The right answer is to refuse: the solution throws, and so must the student's function. */
  readonly throws?: boolean;
}

/** One call of the student's function. */
export interface Case {
  readonly id: string;
  readonly part: PartId;
  readonly args: readonly Value[];
  readonly throws: boolean;
  /** From the seed of this grading, which the answer cannot know; the others are the same for everyone, so that one can work on them. */
  readonly fresh: boolean;
}

/** A property that every right answer has, told to the student when nothing more precise is known. */
export interface Fact {
  readonly id: string;
  readonly title: string;
  readonly holds: (args: readonly Value[], answer: Value) => boolean;
}

/**
 * - `function`: an exported function, called with the arguments of the cases.
 * - `bytes`: the same, with bytes as arguments or answer.
 * - `class`: an exported class, played through a script of calls (`exercises/cases/scripts.ts`).
 * - `framework`: code that uses `#framework`; `drive` of `given.ts` asks it and turns tensors into numbers.
 * - `test`: a test of the student's, tried on right implementations (`given.ts`) and on wrong ones (`wrong/`).
 * - `choice`: answers to `questions`; `wrong/<id>.ts` exports those that show a misconception.
 * - `training`: `drive` trains what the student built and says what was learned; `accepts` holds the threshold.
 * - `package`: several files of a package, accepted answers under their slugs (`parts`), as an archive or as one text; `drive` gets their
 *   exports together and tests them end to end (`package/`).
 * - `wgsl`: the export, `shader`, is the text of a program for a graphics card; `given.ts` exports the `drive` of `wgsl/drive.ts`, which
 *   runs it in the emulator. Arguments: workgroups, buffers by name in the order of the bindings, and what is wanted (`Wanted`).
 */
export type Kind = 'function' | 'bytes' | 'class' | 'framework' | 'test' | 'choice' | 'training' | 'package' | 'wgsl';

// biome-ignore lint/suspicious/noExplicitAny: each exercise types its own arguments; the grader only passes them on
type Args = any[];

/** A check as its author writes it. Only `kind`, `name` and `cases` are needed everywhere. */
export interface Definition {
  readonly kind: Kind;
  /** What the student's file exports; several where the task asks for several functions. */
  readonly name: string | readonly string[];
  /** Names of the arguments, for the verdict. */
  readonly args?: readonly string[];
  /** What the verdict calls the returned value: `gradient[0][1]`. `answer` by default. */
  readonly answer?: string;
  readonly cases: readonly CaseSpec[];
  /** Points by part. By default 10, dealt by the parts that there are. */
  readonly points?: Partial<Readonly<Record<PartId, number>>>;
  /** 1e-9 and 1e-6 by default: loose enough for any honest float64 formula. */
  readonly tolerance?: Tolerance;
  /** A second way to the right answer that shares no line with the solution; used every time the solution is. */
  readonly truth?: (...args: Args) => Value;
  /** The right answer where it is known without running the solution: thresholds, what is true of an implementation. */
  readonly right?: (...args: Args) => Value;
  /** Wrong answers that are recognised by what they answered, where running each of them would take too long. */
  readonly symptoms?: Readonly<Record<string, (args: readonly Value[], got: Value) => boolean>>;
  /** How near the two must be; truths by differences are less exact than answers. The exercise's tolerance by default. */
  readonly truthTolerance?: Tolerance;
  /** The sizes by which answers are classically off: `{ m: 3, K: 4 }`. */
  readonly sizes?: (...args: Args) => Readonly<Record<string, number>>;
  readonly facts?: readonly Fact[];
  /** Arguments stay as they are: changing one costs the points of the traps. */
  readonly keepsArguments?: boolean;
  /** Answers tell how often the functions among the arguments were called, as `{ answer, calls }`. */
  readonly counted?: boolean;
  /** Calls go through `drive` of `given.ts`. */
  readonly driven?: boolean;
  /** Another judgement than equality, for answers of which several are right. */
  readonly accepts?: (args: readonly Value[], got: Value, expected: Value) => boolean;
  /** What the untouched start earns, where it is more than a place to begin: `right`, or the id of a wrong answer that is to be mended. */
  readonly begins?: string;
  /** How often each case is asked, 2 by default; 1 where a call takes long. */
  readonly repeats?: number;
  /** Wall clock of a grading, where 5 s are not enough. */
  readonly wallMs?: number;
  /** The exercise's code may import `#framework`. */
  readonly framework?: boolean;
  /** Of a package: its files by the slug of the exercise that each answers, and what is asked of each. `name` lists them all. */
  readonly parts?: Readonly<Record<string, readonly string[]>>;
  /** Questions of a choice. */
  readonly questions?: readonly Question[];
  /** Of a shader: what it is timed on, on a reader's card, once it is right. The largest case of practice by default. */
  readonly device?: () => DeviceTrial;
}

/** A size at which a card has something to do, and who else is timed on it. */
export interface DeviceTrial {
  /** What it is, in English: '[512, 512] · [512, 512]'. */
  readonly title: string;
  readonly workgroups: readonly number[];
  /** By name, in the order of the bindings. */
  readonly buffers: Readonly<Record<string, ArrayLike<number>>>;
  /** The buffer that is compared with the first rival's. */
  readonly output: string;
  /** How far two float32 sums of it may lie apart. */
  readonly tolerance: number;
  readonly rivals: readonly Rival[];
}

export interface Rival {
  readonly name: string;
  readonly shader: string;
  readonly workgroups: readonly number[];
}

export interface Question {
  readonly id: string;
  readonly title: string;
  /** Options by id; without them the answer is a number, or numbers. */
  readonly options?: Readonly<Record<string, string>>;
  /** Several options in their order, not one. */
  readonly order?: boolean;
  /** The answer is a step of this run: its number, or a link to the moment. */
  readonly momentOf?: string;
  /** The moment of a run that shows the right answer: a bookmark for whoever has solved it. */
  readonly moment?: string;
}

export interface DiagnosisWords {
  readonly title: string;
  readonly advice: string;
  /** Right up to an agreement that could have been made otherwise: told as another convention, not as a mistake. */
  readonly convention?: boolean;
  /** Address of the moment that shows the mistake in a run. */
  readonly moment?: string;
}

/** The words of one exercise in one language. Keys are ids of cases, wrong answers and facts; a test holds them complete. */
export interface ExerciseWords {
  readonly answerName: string;
  readonly argNames: readonly string[];
  readonly cases: Readonly<Record<string, string>>;
  /** Of a choice: what its options say, by question and option. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly diagnoses: Readonly<Record<string, DiagnosisWords>>;
  readonly facts: Readonly<Record<string, string>>;
}

export interface Exercise {
  readonly slug: string;
  readonly kind: Kind;
  readonly plan: Plan;
  readonly parts: readonly PartId[];
  readonly points: Readonly<Record<string, number>>;
  readonly tolerance: Tolerance;
  readonly repeats: number;
  readonly begins: string | null;
  readonly wallMs: number | null;
  /** The cases of a seed. The same seed always gives the same cases. */
  readonly cases: (seed: number, fresh?: boolean) => readonly Case[];
  /** The right answer; `THROWS` where it is to refuse. Throws when solution and truth disagree: the grader is at fault then. */
  readonly expected: (one: Pick<Case, 'args' | 'throws'>) => Value;
  readonly sizes: (args: readonly Value[]) => Readonly<Record<string, number>>;
  /** Classic wrong answers by diagnosis id; each id is the name of a file in `wrong/`. */
  readonly wrong: Readonly<Record<string, Loaded>>;
  readonly symptoms: Readonly<Record<string, (args: readonly Value[], got: Value) => boolean>>;
  readonly facts: readonly Fact[];
  readonly keepsArguments: boolean;
  readonly accepts: ((args: readonly Value[], got: Value, expected: Value) => boolean) | null;
  readonly given: Loaded;
  /** TypeScript for the sandbox: `given.ts`, the mutants, and whether the framework is wanted. */
  readonly sources: { readonly given: string; readonly mutants: Readonly<Record<string, string>> };
  readonly framework: boolean;
  readonly questions: readonly Question[];
  /** Empty but for a package. */
  readonly packageParts: Readonly<Record<string, readonly string[]>>;
  readonly device: (() => DeviceTrial) | null;
  readonly words: Readonly<Record<string, ExerciseWords>> & { readonly en: ExerciseWords };
}

export type { Loaded, Mode, Plan };
