/** What a package of answers says of each exercise: its title, and what an answer to it takes the place of. For the build. */
import { getCollection } from 'astro:content';
import { adapters } from './adapters.ts';

export type ExerciseFacts = Readonly<Record<string, { readonly title: string; readonly place: string }>>;

/** @example (await exerciseFacts())['adam'].place // 'Adam.update' */
export async function exerciseFacts(): Promise<ExerciseFacts> {
  const exercises = await getCollection('exercises', ({ data }) => data.lang === 'en');
  return Object.fromEntries(
    exercises.map(({ data: { slug, title } }) => [slug, { title, place: adapters.get(slug)?.place ?? '' }]),
  );
}
