/** /search/words.json: the words that the search knows by heart, and those it says. Fetched when somebody opens it. */

import { getCollection } from 'astro:content';
import type { APIRoute, GetStaticPaths } from 'astro';
import { glossaryOf } from '../../../glossary/index.ts';
import { houseOf } from '../../../i18n/house.ts';
import { languageOf, languages } from '../../../i18n/index.ts';
import { entries } from '../../../reference/referencePages.ts';
import { searchEntries } from '../../../reference/searchEntries.ts';
import type { KnownWord, SearchWords } from '../../../search/knownWords.ts';

export const getStaticPaths: GetStaticPaths = () => languages.map(({ folder }) => ({ params: { lang: folder } }));

export const GET: APIRoute = async ({ params }) => {
  const language = languageOf(params['lang']);
  const lessons = await getCollection('lessons', ({ data }) => data.lang === language.code);
  const exercises = await getCollection('exercises', ({ data }) => data.lang === 'en');
  const known: KnownWord[] = [
    ...lessons.map(({ data }) => ({
      word: data.title,
      to: `/lessons/${data.slug}/`,
      kind: 'lesson' as const,
      also: [],
    })),
    ...glossaryOf(language.code).map(({ term, also, chinese, id }) => ({
      word: term,
      to: `/glossary/#${id}`,
      kind: 'word' as const,
      also: [...also, ...(chinese === null ? [] : [chinese])],
    })),
    ...searchEntries(entries).map(({ name, address, aliases }) => ({
      word: name,
      to: address,
      kind: 'reference' as const,
      also: aliases,
    })),
    ...exercises.map(({ data }) => ({
      word: data.title,
      to: `/exercises/${data.slug}/`,
      kind: 'exercise' as const,
      also: [data.slug],
    })),
  ];
  const answer: SearchWords = { words: houseOf(language).search, known };
  return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
};
