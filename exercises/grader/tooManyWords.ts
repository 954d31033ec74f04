/**
 * Refuses a text of more words and signs than any answer has, before a parser makes an object of each. 256 kB of semicolons
 * are read ten times as long as 256 kB of a program; the densest of our own sources has 0.39 words a character, so that even
 * a whole file of such code stays below the limit. One pass, no regular expression.
 */
import { placeAt, tooNested } from './tooNested.ts';
import type { Diagnosis } from './verdict.ts';

export const MAX_WORDS = 120_000;

/** Brackets inside brackets beyond which a text is rather called nested. */
const DEEP = 1000;

const isSpace = (code: number): boolean =>
  code <= 32 || code === 0xa0 || code === 0xfeff || code === 0x2028 || code === 0x2029;

const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || code === 36 || code > 127; // biome-ignore format: one line reads better

const [SLASH, STAR, BACKSLASH, LINE_END, QUOTE, DOUBLE_QUOTE] = [47, 42, 92, 10, 39, 34];

/** Behind a comment that begins here, or `at` where none does. */
function afterComment(source: string, at: number): number {
  const next = source.charCodeAt(at + 1);
  if (next !== SLASH && next !== STAR) return at;
  const end = next === SLASH ? source.indexOf('\n', at) : source.indexOf('*/', at + 2) + 1;
  return end <= 0 ? source.length : end + 1;
}

/** Behind a string that begins here; it ends with its line at the latest. */
function afterString(source: string, at: number, quote: number): number {
  for (let i = at + 1; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === quote || code === LINE_END) return i + 1;
  }
  return source.length;
}

function afterWord(source: string, at: number): number {
  let end = at + 1;
  while (end < source.length && isWord(source.charCodeAt(end))) end++;
  return end;
}

interface Counted {
  readonly words: number;
  /** Where the first word beyond the limit begins, -1 without one. */
  readonly beyond: number;
  /** Of brackets, there. */
  readonly depth: number;
}

/** Words and signs of a text, counted until they are more than the limit. */
export function countWords(source: string, limit = Number.POSITIVE_INFINITY): Counted {
  let words = 0;
  let depth = 0;
  for (let at = 0; at < source.length; ) {
    const code = source.charCodeAt(at);
    if (isSpace(code)) {
      at++;
      continue;
    }
    const past = code === SLASH ? afterComment(source, at) : at;
    if (past > at) {
      at = past;
      continue;
    }
    if (++words > limit) return { words, beyond: at, depth };
    if ('([{'.includes(source[at]!)) depth++;
    else if (')]}'.includes(source[at]!)) depth--;
    if (code === QUOTE || code === DOUBLE_QUOTE) at = afterString(source, at, code);
    else at = isWord(code) ? afterWord(source, at) : at + 1;
  }
  return { words, beyond: -1, depth };
}

/** What to say of a text with too many words and signs; null of every other. */
export function tooManyWords(source: string): Diagnosis | null {
  const { beyond, depth } = countWords(source, MAX_WORDS);
  if (beyond < 0) return null;
  const parameters = { limit: MAX_WORDS, ...placeAt(source, beyond) };
  return depth > DEEP ? tooNested(source) : { rung: 'outcome', id: 'too-many-words', parameters };
}
