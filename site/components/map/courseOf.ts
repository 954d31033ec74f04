/** The written lessons of a language as the map, the doors and the heads of lessons need them: read from the lessons and exercises themselves. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { houseOf } from '../../i18n/house.ts';
import type { Language } from '../../i18n/index.ts';
import { type CourseMap, courseMap, type MapLesson } from '../../layouts/courseMap.ts';

const solutions = import.meta.glob<string>('/exercises/*/solution.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** How much there is to write: the characters of the solution. */
export const sizeOf = (exercise: string): number => solutions[`/exercises/${exercise}/solution.ts`]?.length ?? 0;

/** The exercises that stand in a lesson's text, in its order. */
export const exercisesIn = (body: string | undefined): readonly string[] => [
  ...new Set([...(body ?? '').matchAll(/<Exercise\s+slug="([a-z0-9-]+)"/g)].map(([, slug]) => slug!)),
];

/** The exercise with most to write; undefined where there is none. */
export const hardestOf = (exercises: readonly string[]): string | undefined =>
  exercises.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];

export interface CourseOf extends CourseMap {
  readonly lessons: ReadonlyMap<string, CollectionEntry<'lessons'>>;
  /** Titles of exercises, by slug. */
  readonly titles: ReadonlyMap<string, string>;
}

export async function courseOf(language: Language): Promise<CourseOf> {
  const entries = await getCollection('lessons', ({ data }) => data.lang === language.code);
  const exercises = await getCollection('exercises', ({ data }) => ['en', language.code].includes(data.lang));
  const titles = new Map(
    exercises
      .toSorted((a, b) => Number(a.data.lang !== 'en') - Number(b.data.lang !== 'en'))
      .map(({ data }) => [data.slug, data.title]),
  );
  const lessons = entries.map(
    ({ data, body }): MapLesson => ({
      slug: data.slug,
      title: data.title,
      minutes: data.minutes ?? null,
      needs: data.needs,
      exercises: exercisesIn(body),
    }),
  );
  const sizes = houseOf(language).home.plan.map((part) => part.lessons.length);
  return {
    ...courseMap(lessons, sizes),
    lessons: new Map(entries.map((entry) => [entry.data.slug, entry])),
    titles,
  };
}
