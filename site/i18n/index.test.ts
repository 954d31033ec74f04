import { describe, expect, it } from 'vitest';
import { houseOf } from './house.ts';
import { languageOf, languages, stringsFor } from './index.ts';

const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];

describe('languages', () => {
  it('has exactly one language at the root of the site', () => {
    expect(languages.filter(({ folder }) => folder === undefined)).toHaveLength(1);
  });

  it('finds a language by code or by html lang, and answers with English otherwise', () => {
    for (const language of languages) {
      expect(languageOf(language.code)).toBe(language);
      expect(languageOf(language.tag)).toBe(language);
    }
    expect(languageOf('tlh').tag).toBe('en');
    expect(stringsFor()).toBe(languageOf('en').strings);
  });

  it('leaves no string empty; the workbench aside, whose grader says nothing on purpose at two places', () => {
    for (const language of languages) {
      const { strings } = language;
      const rooms = Object.entries(strings).flatMap(([room, words]) => (room === 'workbench' ? [] : [words]));
      expect(rooms.length).toBeGreaterThan(3);
      for (const leaf of leaves(rooms)) expect(leaf).not.toBe('');
      // A state that goes without saying is the one word that may be empty.
      const { map, ...house } = houseOf(language);
      for (const leaf of leaves([house, { ...map, states: null }])) expect(leaf).not.toBe('');
    }
  });

  it('plans the same number of lessons in every language', () => {
    const count = (plan: { lessons: string[] }[]) => plan.map(({ lessons }) => lessons.length);
    const planOf = (language: { code: string }) => count(houseOf(language).home.plan);
    expect(planOf({ code: 'en' })).toEqual([3, 3, 3, 6, 4, 3, 6]);
    for (const language of languages) expect(planOf(language)).toEqual(planOf({ code: 'en' }));
  });
});
