/** What a student threw, as a value. It may be made to harm whoever looks at it. */
import { asText, codeAt, cut, find, tagOf } from './intrinsics.ts';
import type { Value } from './values.ts';
import { MAX_TEXT } from './wire.ts';

export function readable(read: () => unknown): string {
  try {
    const text = read();
    return typeof text === 'string' ? cut(text, 0, MAX_TEXT) : asText(text);
  } catch {
    return '';
  }
}

export function typeName(value: unknown): string {
  if (typeof value !== 'object') return typeof value;
  const name = tagOf(value); // '[object Float64Array]'
  return cut(name, 8, name.length - 1);
}

/** The line of the student's file that a stack mentions first, counted from 1; 0 when it mentions none. */
function lineOf(error: unknown, url: string): number {
  const stack = readable(() => cut((error as Error).stack as string, 0, 4000));
  const at = find(stack, `${url}:`);
  if (at < 0) return 0;
  let line = 0;
  for (let i = at + url.length + 1; i < stack.length; i++) {
    const digit = codeAt(stack, i) - 48;
    if (digit < 0 || digit > 9) break;
    line = line * 10 + digit;
  }
  return line;
}

/** An error as a value: [name, message, line]. A hostile one, whose properties throw, leaves empty texts. */
export function errorValue(error: unknown, url: string): readonly Value[] {
  const isObject = typeof error === 'object' && error !== null;
  const name = isObject ? readable(() => (error as Error).name) : typeName(error);
  const message = isObject ? readable(() => (error as Error).message) : readable(() => asText(error));
  return [name, message, lineOf(error, url)];
}
