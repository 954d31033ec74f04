/**
 * Words of the house round the lessons: home, map, demos, search. They stand apart from `Strings`, which travels whole to every page with a
 * figure: these pages are written when the site is built, and their scripts are handed the few words they say.
 */
import { article } from './en/article.ts';
import { demos } from './en/demos.ts';
import { home } from './en/home.ts';
import { map } from './en/map.ts';
import { search } from './en/search.ts';
import type { Language } from './index.ts';

const en = { article, demos, home, map, search };

export type HouseStrings = typeof en;

/** By language code; a language without them has the English. */
export const houses: Readonly<Record<string, HouseStrings>> = { en };

export const houseOf = ({ code }: Pick<Language, 'code'>): HouseStrings => houses[code] ?? en;
