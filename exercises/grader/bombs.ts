/** Texts that fill the largest file that is read, each with one thing again and again; for tests. */
import { MAX_FILE_BYTES } from './intake.ts';

/** Before, middle and after of what is repeated until the file is full. */
const bombs: Readonly<Record<string, readonly [before: string, again: string, end: string, close?: string]>> = {
  parentheses: ['export const a = ', '(', '1', ')'],
  'open parentheses': ['', '(', ''],
  blocks: ['', '{', '', '}'],
  objects: ['a = ', '{a:', '1', '}'],
  templates: ['a = ', '`${', '1', '}`'],
  'generic types': ['let x: ', 'A<', 'a', '>'],
  'types in parentheses': ['type A = ', '(', 'a', ')'],
  'conditional types': ['type A = ', 'a extends a ? a : ', 'a'],
  'array types': ['let x: a', '[]', ';'],
  assertions: ['a = 1', ' as a', ';'],
  casts: ['a = ', '<a>', '1'],
  sums: ['export const a = 1', '+1', ';'],
  negations: ['export const a = ', '!', '1;'],
  choices: ['export const a = ', '1?1:', '1;'],
  arrows: ['export const a = ', 'x=>', '1;'],
  'arrows that are calls': ['a=', 'async(', '', ')'],
  comparisons: ['a', '<a', ';'],
  properties: ['a', '.a', ';'],
  calls: ['a', '()', ';'],
  constructors: ['a =', ' new', ' A'],
  conditions: ['', 'if(1)', ';'],
  'unfinished comments': ['', '/*', ''],
  quotes: ['', "'", ''],
  'empty lines': ['', '\n', ''],
  spaces: ['a', ' ', '+'],
  'one long name': ['', 'a', ''],
  'lines of Windows': ['', '\r\n', ''],
  tabs: ['', '\t', ''],
  brackets: ['', '[', ''],
  slashes: ['', '/', ''],
  'line separators': ['', '\u2028', ''],
  semicolons: ['', ';', ''],
  comments: ['', '// a\n', ''],
  'pairs of backticks': ['', '`', ''],
  assignments: ['', 'let a=1;\n', ''],
  'beginnings of imports': ['', 'import ', ''],
  'beginnings of exports': ['', 'export {', ''],
  'lines of Python': ['', 'def f(a):\n', ''],
};

export const bombNames: readonly string[] = Object.keys(bombs);

/** The text of a name. */
export function bombOf(name: string): string {
  const [before, again, end, close = ''] = bombs[name]!;
  const times = Math.floor((MAX_FILE_BYTES - Buffer.byteLength(before + end)) / Buffer.byteLength(again + close));
  return before + again.repeat(times) + end + close.repeat(times);
}

/** The text, and how many of its characters were looked at, one by one or in a search: what is linear looks a few times at each. */
export function countLooks(source: string): { readonly text: string; readonly looks: () => number } {
  let looks = 0;
  const get = (target: object, key: string | symbol): unknown => {
    if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
    const value: unknown = Reflect.get(target, key, target);
    if (typeof value !== 'function') return value;
    return (...args: unknown[]) => {
      const answer: unknown = Reflect.apply(value, target, args);
      looks += key === 'indexOf' ? (answer === -1 ? source.length : Number(answer)) - Number(args[1] ?? 0) + 1 : 1;
      return answer;
    };
  };
  // A string that tells what is done with it.
  return { text: new Proxy(Object(source) as object, { get }) as unknown as string, looks: () => looks };
}
