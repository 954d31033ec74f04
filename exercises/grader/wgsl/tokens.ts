/** WGSL as words and signs, each with its place. Source: WebGPU Shading Language, §3 "Textual structure". */
import type { ShaderFault } from './record.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Token extends Place {
  readonly kind: 'name' | 'number' | 'sign' | 'end';
  readonly text: string;
}

/** A program that is not run: thrown while it is read, told as one sentence with its place. */
export class OutsideLanguage extends Error {
  readonly fault: ShaderFault;
  constructor({ line, column }: Place, message: string) {
    super(message);
    this.fault = { line, column, message };
  }
}

/** More than any shader of a course, and little enough that reading one takes no time. */
const MOST_TOKENS = 20_000;

const signs = [
  '<<=', '>>=', '<<', '>>', '<=', '>=', '==', '!=', '&&', '||', '++', '--', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '->',
]; // biome-ignore format: a table

const startsName = /[A-Za-z_]/;
const inName = /[A-Za-z0-9_]/;
/** Hexadecimal whole numbers; decimal ones; fractions. A suffix says the type. */
const numberHere = /0[xX][0-9a-fA-F]+[iu]?|(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?[iufh]?/y;

function blockCommentEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text.startsWith('/*', i)) {
      depth++;
      i++;
    } else if (text.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}

/** The tokens of a text; the last is the `end`. Throws OutsideLanguage. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const place = (): Place => ({ line, column: at - lineStart + 1 });
  const skipTo = (end: number): void => {
    for (; at < end; at++)
      if (text[at] === '\n') {
        line++;
        lineStart = at + 1;
      }
  };
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) {
      skipTo(at + 1);
      continue;
    }
    if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      skipTo(end < 0 ? text.length : end);
      continue;
    }
    if (text.startsWith('/*', at)) {
      const end = blockCommentEnd(text, at);
      if (end < 0) throw new OutsideLanguage(place(), 'This comment does not end.');
      skipTo(end);
      continue;
    }
    const token = tokenAt(text, at, place());
    if (tokens.length >= MOST_TOKENS) throw new OutsideLanguage(place(), `The program is longer than ${MOST_TOKENS} words and signs.`); // biome-ignore format: one line reads better
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', ...place() });
  return tokens;
}

function tokenAt(text: string, at: number, place: Place): Token {
  const char = text[at]!;
  if (startsName.test(char)) {
    let end = at + 1;
    while (end < text.length && inName.test(text[end]!)) end++;
    return { kind: 'name', text: text.slice(at, end), ...place };
  }
  numberHere.lastIndex = at;
  const number = numberHere.exec(text)?.[0];
  if (number !== undefined) {
    if (inName.test(text[at + number.length] ?? ' ')) throw new OutsideLanguage(place, `“${number}${text[at + number.length]}” is no number.`); // biome-ignore format: one line reads better
    return { kind: 'number', text: number, ...place };
  }
  const sign = signs.find((one) => text.startsWith(one, at)) ?? char;
  if (!/^[-+*/%<>=!&|^~(){}[\];:,.@]/.test(sign))
    throw new OutsideLanguage(place, `The sign “${sign}” has no place in WGSL.`);
  return { kind: 'sign', text: sign, ...place };
}
