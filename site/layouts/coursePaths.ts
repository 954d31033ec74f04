/** Ways through the course for readers with less time or another aim, and what each leaves out. */
import { course } from './course.ts';

export const pathNames = ['all', 'short', 'silicon'] as const;
export type PathName = (typeof pathNames)[number];

export const isPathName = (text: unknown): text is PathName => (pathNames as readonly unknown[]).includes(text);

const numbers: Readonly<Record<Exclude<PathName, 'all'>, readonly number[]>> = {
  short: [0, 1, 4, 5, 8, 9, 16, 20],
  silicon: [1, 2, 10, 15, 17, 18],
};

/** The lessons of a path in the order of the course, written or not. */
export const pathLessons = (path: PathName): readonly string[] =>
  path === 'all' ? course : numbers[path].map((number) => course[number]!);

export interface PathLength {
  readonly lessons: number;
  /** Of those that say how long they take. */
  readonly minutes: number;
  /** How many do not say. */
  readonly unknown: number;
}

/** How long the written part of a path is. */
export function lengthOf(
  path: PathName,
  lessons: readonly { readonly slug: string; readonly minutes: number | null }[],
): PathLength {
  const on = new Set(pathLessons(path));
  const taken = lessons.filter(({ slug }) => on.has(slug));
  return {
    lessons: taken.length,
    minutes: taken.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    unknown: taken.filter(({ minutes }) => minutes === null).length,
  };
}

/** What a lesson on the path needs and the path leaves out; nothing for a lesson beside the path. */
export function leftOut(
  path: PathName,
  lesson: { readonly slug: string; readonly needs: readonly string[] },
): string[] {
  const on = pathLessons(path);
  return on.includes(lesson.slug) ? lesson.needs.filter((need) => !on.includes(need)) : [];
}
