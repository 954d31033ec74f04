/**
 * What a class was asked to do: `assignment.json`, or only a list of exercises. Everything in it is checked before anything runs, and
 * a word that is not known is refused, for a misspelt `deadline` would be a rule that never holds.
 */
import { UsageError } from '../grader/course/readAnswer.ts';
import { nearest } from '../grader/nearest.ts';
import { plainText } from './plainText.ts';

export interface AssignedExercise {
  readonly slug: string;
  /** What full marks of it are worth in the sum; the exercise's own points unless told. */
  readonly weight: number | null;
}

/** What an answer that comes late still earns. */
export interface LateRule {
  /** Part of the points that each day begun takes, 0 … 1. */
  readonly perDay: number;
  /** No more than this part is ever taken. */
  readonly atMost: number;
  /** After the deadline, for slow networks. */
  readonly graceMinutes: number;
}

export interface Assignment {
  readonly title: string;
  readonly course: string;
  readonly exercises: readonly AssignedExercise[];
  /** Folder of exercises that stand nowhere in public, beside the file; '' without. */
  readonly private: string;
  /** Milliseconds since 1970, null without one. */
  readonly deadline: number | null;
  readonly late: LateRule;
  /** Later deadlines of single students, by id. */
  readonly extensions: ReadonlyMap<string, number>;
  /** Seeds of the fresh cases, known to nobody else; drawn once where there are none. An answer counts as its worst grading. */
  readonly seeds: readonly number[];
  /** The exact name of the column in Canvas: `Homework 3 (4711)`. */
  readonly canvasColumn: string;
}

const MAX_SEEDS = 5;
const knownKeys = [
  'title',
  'course',
  'exercises',
  'private',
  'deadline',
  'late',
  'extensions',
  'seeds',
  'canvasColumn',
];
const noRule: LateRule = { perDay: 1, atMost: 1, graceMinutes: 0 };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wrong(what: string): never {
  throw new UsageError(`assignment.json: ${what}`);
}

function refuseOthers(record: Record<string, unknown>, known: readonly string[], where: string): void {
  for (const key of Object.keys(record)) {
    if (known.includes(key)) continue;
    const close = nearest(key, known);
    wrong(`${where} has “${plainText(key, 60)}”, which means nothing here.${close ? ` Did you mean “${close}”?` : ''}`);
  }
}

const textOf = (value: unknown, key: string): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? plainText(value, 200) : wrong(`“${key}” is to be a text.`);
};

function partOf(value: unknown, key: string, otherwise: number): number {
  if (value === undefined) return otherwise;
  return typeof value === 'number' && value >= 0 && value <= 1
    ? value
    : wrong(`“${key}” is a part from 0 to 1: 0.1 for a tenth.`);
}

/** An instant with its zone; without one, the same file would mean another hour on another machine. */
function instant(value: unknown, key: string): number {
  const ok = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.test(value);
  const time = ok ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? wrong(`“${key}” is an instant with its zone, like 2026-12-04T23:59:00+01:00.`) : time;
}

function exerciseOf(value: unknown): AssignedExercise {
  if (typeof value === 'string') return { slug: value, weight: null };
  if (!isRecord(value) || typeof value['exercise'] !== 'string')
    wrong('an exercise is its name, or { "exercise": name, "weight": number }.');
  refuseOthers(value, ['exercise', 'weight'], 'an exercise');
  const { weight } = value;
  if (weight === undefined) return { slug: value['exercise'], weight: null };
  if (typeof weight !== 'number' || !(weight >= 0) || weight > 1e6) wrong('a weight is a number from 0 on.');
  return { slug: value['exercise'], weight };
}

function exercisesOf(value: unknown): readonly AssignedExercise[] {
  if (!Array.isArray(value) || value.length === 0) wrong('“exercises” names one exercise at least.');
  const exercises = value.map(exerciseOf);
  const twice = exercises.find(({ slug }, i) => exercises.findIndex((other) => other.slug === slug) !== i);
  return twice ? wrong(`“${twice.slug}” stands there twice.`) : exercises;
}

function lateOf(value: unknown): LateRule {
  if (value === undefined) return noRule;
  if (!isRecord(value)) wrong('“late” is { "perDay": 0.1, "atMost": 0.5, "graceMinutes": 10 }.');
  refuseOthers(value, ['perDay', 'atMost', 'graceMinutes'], '“late”');
  const { graceMinutes = 0 } = value;
  if (typeof graceMinutes !== 'number' || !(graceMinutes >= 0)) wrong('“graceMinutes” is a number from 0 on.');
  return { perDay: partOf(value['perDay'], 'perDay', 1), atMost: partOf(value['atMost'], 'atMost', 1), graceMinutes };
}

function seedsOf(value: unknown): readonly number[] {
  if (value === undefined) return [];
  const good = Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
  if (!good || value.length > MAX_SEEDS) wrong(`“seeds” are whole numbers from 0 on, at most ${MAX_SEEDS} of them.`);
  return value as number[];
}

/** An assignment that is only a list of exercises. */
export const assignmentOf = (slugs: readonly string[]): Assignment => ({
  title: '',
  course: '',
  exercises: slugs.map((slug) => ({ slug, weight: null })),
  private: '',
  deadline: null,
  late: noRule,
  extensions: new Map(),
  seeds: [],
  canvasColumn: '',
});

/** @throws UsageError says which word is wrong, and what is right */
export function readAssignment(text: string): Assignment {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return wrong(`this is no JSON: ${error instanceof Error ? plainText(error.message, 200) : ''}`);
  }
  if (!isRecord(file)) return wrong('this is to be an object: { "exercises": [ … ] }.');
  refuseOthers(file, knownKeys, 'the file');
  const { extensions = {}, deadline } = file;
  if (!isRecord(extensions)) return wrong('“extensions” is { "id": instant }.');
  return {
    title: textOf(file['title'], 'title'),
    course: textOf(file['course'], 'course'),
    exercises: exercisesOf(file['exercises']),
    private: textOf(file['private'], 'private'),
    deadline: deadline === undefined ? null : instant(deadline, 'deadline'),
    late: lateOf(file['late']),
    extensions: new Map(Object.entries(extensions).map(([id, value]) => [id, instant(value, `extensions.${id}`)])),
    seeds: seedsOf(file['seeds']),
    canvasColumn: textOf(file['canvasColumn'], 'canvasColumn'),
  };
}

const DAY = 24 * 60 * 60 * 1000;

/** Which part of the points an answer of that time keeps: 1 in time, less afterwards. */
export function keptPart({ deadline, late, extensions }: Assignment, student: string, handedIn: number | null): number {
  const due = extensions.get(student) ?? deadline;
  if (due === null || handedIn === null || handedIn <= due + late.graceMinutes * 60_000) return 1;
  const days = Math.ceil((handedIn - due) / DAY);
  return Math.max(1 - late.atMost, 1 - days * late.perDay, 0);
}
