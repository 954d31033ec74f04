/** What a program prints, as text: numbers with every digit, lists as lists, tensors with their shape. It never throws, whatever it is given. */
import { printTensor, Tensor } from '#framework';

/** Entries of a list that are written; the rest is counted. */
const MOST_ENTRIES = 100;
const DEEPEST = 6;
/** Characters of one line. */
const MOST_CHARACTERS = 4000;

/** @example lineOf(['loss', 0.5, [1, 2]]) // 'loss 0.5 [1, 2]' */
export function lineOf(values: readonly unknown[]): string {
  let line = '';
  for (const [i, value] of values.entries()) line += (i === 0 ? '' : ' ') + safely(value);
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)} …` : line;
}

function safely(value: unknown): string {
  try {
    return typeof value === 'string' ? value : written(value, 0);
  } catch {
    return '?';
  }
}

function written(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'function') return value.name === '' ? '(function)' : `(function ${value.name})`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Tensor) return printTensor(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)))
    return `[${entries(value as ArrayLike<unknown> & Iterable<unknown>, depth)}]`;
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name} [${entries([...value], depth)}]`;
  const fields = Object.entries(value).slice(0, MOST_ENTRIES);
  const text = fields.map(([name, entry]) => `${name}: ${written(entry, depth + 1)}`).join(', ');
  const kind = Object.getPrototypeOf(value)?.constructor?.name ?? '';
  return `${kind === 'Object' || kind === '' ? '' : `${kind} `}{ ${text} }`;
}

function entries(list: ArrayLike<unknown>, depth: number): string {
  const shown = Array.from({ length: Math.min(list.length, MOST_ENTRIES) }, (_, i) => written(list[i], depth + 1));
  const rest = list.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… ${rest} more`] : [])].join(', ');
}
