/**
 * Which languages the site speaks, where each lives, and its strings. A language appears on the site when it stands here with its
 * strings; its pages then come of themselves (`/` for English, `/zh-cn/` for Chinese). Nothing else knows the list.
 */

import type { Strings } from './en.ts';
import { en } from './en.ts';

export type { Strings };

export interface Language {
  /** As content entries and URLs write it: 'en', 'zh-cn'. */
  readonly code: string;
  /** As `<html lang>` wants it (BCP 47): 'en', 'zh-CN'. */
  readonly tag: string;
  /** First part of its URLs; undefined for the default language, which lives at the root. */
  readonly folder: string | undefined;
  readonly strings: Strings;
}

const english: Language = { code: 'en', tag: 'en', folder: undefined, strings: en };

export const languages: readonly Language[] = [english];

/**
 * The language a folder, a code or an `<html lang>` names; English when it names none, so a page never lacks words.
 *
 * @example languageOf(Astro.params.lang).tag // 'en'
 */
export const languageOf = (name: string | undefined): Language =>
  languages.find(({ code, folder }) => name !== undefined && [code, folder].includes(name.toLowerCase())) ?? english;

/**
 * The strings of a language, for pages and for figures (`stringsFor(document.documentElement.lang)`).
 *
 * @example stringsFor('en').common.siteName // 'Chalkgrad'
 */
export const stringsFor = (lang?: string): Strings => languageOf(lang).strings;
