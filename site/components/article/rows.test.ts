import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { article } from '../../i18n/en/article.ts';
import { starterNames } from '../../lab/starters/index.ts';
import { articleParts } from './rows.ts';
import { sectionsOf } from './sectionsOf.ts';

const lessons = new Map(
  globSync('lessons/*/index.mdx').map((path) => {
    const text = readFileSync(path, 'utf8');
    return [/lessons\/\d+-([^/]+)\//.exec(path)![1]!, sectionsOf(text)];
  }),
);

test('every row has its words, and every word its row', () => {
  expect(Object.fromEntries(articleParts.map(({ id, rows }) => [id, rows.map((row) => row.id)]))).toEqual(
    Object.fromEntries(Object.entries(article.parts).map(([id, { rows }]) => [id, Object.keys(rows)])),
  );
});

test('every place of every row exists', () => {
  const lost = articleParts
    .flatMap(({ rows }) => rows.flatMap(({ places }) => places))
    .filter((place) => {
      if (place.startsWith('exercise:')) return !existsSync(`exercises/${place.slice(9)}/check.ts`);
      if (place.startsWith('starter:')) return !(starterNames as readonly string[]).includes(place.slice(8));
      if (place.startsWith('run:'))
        return !existsSync(
          `framework/runs/${place.slice(4).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}.ts`,
        );
      const [slug, section] = place.split('#') as [string, string];
      return lessons.get(slug)?.has(section) !== true;
    });
  expect(lost).toEqual([]);
});
