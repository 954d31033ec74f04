/**
 * Where a text is nested deepest or goes on longest: the place to show when a parser died of it and could name none. One pass
 * over the characters, no regular expression, no recursion. It need not understand the language, only point.
 */
import type { Transcript } from './protocol.ts';
import type { Diagnosis } from './verdict.ts';

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;

const isWord = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 36 || code > 127; // biome-ignore format: one line reads better

const opening = '([{';
const closing = ')]}';

export type Place = {
  /** Both counted from 1. */
  readonly line: number;
  readonly column: number;
};

/**
 * The deepest opening bracket, or the first character of the statement with the most words and signs, whichever goes further.
 *
 * @example placeOfWorst('let a;\n  let b = ((1));') // { line: 2, column: 12 }
 */
export function placeOfWorst(source: string): Place {
  let [deepest, deepestAt] = [0, 0];
  let [longest, longestAt] = [0, 0];
  let depth = 0;
  let start = -1; // of the statement
  let tokens = 0; // of the statement, brackets apart
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (isSpace(code)) continue;
    const char = source[i]!;
    if (start < 0) start = i;
    if (opening.includes(char)) {
      depth++;
      if (depth > deepest) [deepest, deepestAt] = [depth, i];
    } else if (closing.includes(char)) depth = Math.max(0, depth - 1);
    else tokens++;
    if (tokens > longest) [longest, longestAt] = [tokens, start];
    if (isWord(code)) while (i + 1 < source.length && isWord(source.charCodeAt(i + 1))) i++;
    if (char === ';' || char === '}') {
      start = -1;
      tokens = 0;
    }
  }
  // One bracket in another weighs as much as ten words in a row.
  return placeAt(source, deepest > longest / 10 ? deepestAt : longestAt);
}

/** Line and column of a character, for people. */
export function placeAt(source: string, offset: number): Place {
  let line = 1;
  let lineStart = 0;
  for (let i = source.indexOf('\n'); i >= 0 && i < offset; i = source.indexOf('\n', i + 1)) {
    line++;
    lineStart = i + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** What to say of a text that exhausts a parser's stack, or its patience. */
export const tooNested = (source: string): Diagnosis => ({
  rung: 'outcome',
  id: 'too-nested',
  parameters: placeOfWorst(source),
});

/** What engines say about a stack that is used up: V8 and JavaScriptCore, then SpiderMonkey. */
const stackOverflows: readonly string[] = ['Maximum call stack size exceeded', 'Maximum call stack size exceeded.', 'too much recursion']; // biome-ignore format: one line reads better

/** The engine's own parser may have less stack than the one before it: then it gives up on the whole file, which has no line. */
export const outgrewParser = ({ loadFailure }: Transcript): boolean =>
  loadFailure?.kind === 'error' && loadFailure.line === 0 && stackOverflows.includes(loadFailure.message);
