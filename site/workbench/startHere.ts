/** Where to go next: the rules of "start here", of the smallest open exercise, and of what is known by test. Pure. */
import type { LastMoment } from './Course.ts';
import type { Progress } from './Work.ts';

export interface StartLesson {
  readonly slug: string;
  readonly needs: readonly string[];
  /** In the order of the lesson. */
  readonly exercises: readonly string[];
}

export type ProgressOf = (exercise: string) => Progress;

export type Start =
  | { readonly kind: 'last'; readonly last: LastMoment }
  | { readonly kind: 'lesson'; readonly slug: string };

/**
 * The reader's last moment, if its lesson is still there; else the first lesson of the path with an open exercise; else the first lesson.
 *
 * @param lessons in the order of the course, with at least one
 * @param path slugs of the chosen path
 */
export function startHere(
  lessons: readonly StartLesson[],
  path: readonly string[],
  last: LastMoment | null,
  progressOf: ProgressOf,
): Start {
  if (last !== null && lessons.some(({ slug }) => slug === last.lesson)) return { kind: 'last', last };
  const open = lessons.find(
    ({ slug, exercises }) => path.includes(slug) && exercises.some((exercise) => progressOf(exercise) !== 'solved'),
  );
  return { kind: 'lesson', slug: (open ?? lessons[0]!).slug };
}

const isDone = (lesson: StartLesson | undefined, progressOf: ProgressOf): boolean =>
  lesson === undefined || lesson.exercises.every((exercise) => progressOf(exercise) === 'solved');

/**
 * The smallest unsolved exercise whose lesson stands on done lessons only; `first` for a newcomer; null: everything is solved.
 *
 * @param sizeOf how much there is to write
 */
export function smallestOpen(
  lessons: readonly StartLesson[],
  progressOf: ProgressOf,
  sizeOf: (exercise: string) => number,
  first: string,
): string | null {
  const open = (exercise: string): boolean => progressOf(exercise) !== 'solved';
  const all = lessons.flatMap(({ exercises }) => exercises);
  if (all.every(open)) return all.includes(first) ? first : (all[0] ?? null);
  const bySlug = new Map(lessons.map((lesson) => [lesson.slug, lesson]));
  const ready = lessons.filter(({ needs }) => needs.every((need) => isDone(bySlug.get(need), progressOf)));
  const candidates = ready.flatMap(({ exercises }) => exercises.filter(open));
  // Where somebody has begun in the middle, nothing may be ready: then the first that is open.
  const from = candidates.length > 0 ? candidates : all.filter(open);
  return from.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0] ?? null;
}

/**
 * Lessons known by test: their hardest exercise is solved while others are open; and those that lead to nothing but known ones.
 *
 * @param hardest by lesson
 */
export function knownByTest(
  lessons: readonly StartLesson[],
  hardest: ReadonlyMap<string, string>,
  progressOf: ProgressOf,
): ReadonlySet<string> {
  const solved = (slug: string): boolean => {
    const exercise = hardest.get(slug);
    return exercise !== undefined && progressOf(exercise) === 'solved';
  };
  const known = new Set(lessons.filter(({ slug }) => solved(slug)).map(({ slug }) => slug));
  // From the end of the course: what a lesson leads to comes after it.
  for (const { slug } of lessons.toReversed()) {
    const opens = lessons.filter(({ needs }) => needs.includes(slug));
    if (opens.length > 0 && opens.every((lesson) => known.has(lesson.slug))) known.add(slug);
  }
  for (const lesson of lessons)
    if (lesson.exercises.length > 0 && isDone(lesson, progressOf)) known.delete(lesson.slug);
  return known;
}
