/**
 * Words of the lab, by language. They stand beside the others, because only the lab's own page needs them and every page with a figure would
 * carry them along otherwise. A language without them has English ones, and a test that says so.
 */
import { type LabWords, lab } from './en/lab.ts';

const words: Readonly<Record<string, LabWords>> = { en: lab };

/** @param code of a language, as in `Language.code` */
export const labWords = (code: string): LabWords => words[code] ?? lab;

export const hasLabWords = (code: string): boolean => Object.hasOwn(words, code);
