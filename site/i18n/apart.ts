/**
 * Words that do not travel with `Strings` to every page: those of the presenter, which come with its script, and of the page about working
 * without a network. A language without them has the English.
 */
import { offline } from './en/offline.ts';
import { presenter } from './en/presenter.ts';

const en = { offline, presenter };

export type WordsApart = typeof en;

const all: Readonly<Record<string, WordsApart>> = { en };

/** @param lang a language's code, or what `<html lang>` says */
export const wordsApart = (lang: string): WordsApart => all[lang.toLowerCase()] ?? en;
