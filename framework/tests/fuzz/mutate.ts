/** Seeded damage to bytes, to texts with numbers in them, and to trees of JSON. The same generator gives the same damage. */
import type { Bytes, Generator } from '../../index.ts';
import { MOST_BYTES_OF_AN_INPUT } from './FuzzTarget.ts';

export const pick = <T>(list: readonly T[], g: Generator): T => list[g.integer(list.length)]!;

/** Numbers that programs trip over. */
const NUMBERS = [
  0, 1, 2, 7, 8, 16, 63, 64, 127, 128, 255, 256, 1023, 1024, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff,
] as const;
const LARGE = [0x80000000, 0xfffffffe, 0xffffffff, 2 ** 32, 2 ** 40, 2 ** 52, 2 ** 53 - 1] as const;
const NUMBER_TEXTS = [
  ...['0', '-1', '-0', '1', '00', '1e3', '1e308', '1e309', '-1e309', '2147483647', '2147483648', '4294967296', '0.5'],
  ...['9007199254740991', '9007199254740992', '18446744073709551616', '99999999999999999999999', 'NaN', 'null', '""'],
] as const;

type Damage = (bytes: Bytes, g: Generator, others: readonly Bytes[]) => Bytes;

const place = (bytes: Bytes, g: Generator, room = 1): number => g.integer(Math.max(1, bytes.length - room + 1));

function span(bytes: Bytes, g: Generator): [number, number] {
  const start = place(bytes, g);
  const most = pick([1, 2, 4, 16, 64, Math.max(1, bytes.length)], g);
  return [start, Math.min(bytes.length, start + 1 + g.integer(most))];
}

const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

function setNumber(bytes: Bytes, g: Generator): Bytes {
  const width = pick([1, 2, 4, 8], g);
  if (bytes.length < width) return bytes;
  const out = bytes.slice();
  const view = new DataView(out.buffer);
  const at = place(out, g, width);
  const value = pick(g.uniform() < 0.5 ? NUMBERS : LARGE, g);
  const little = g.uniform() < 0.5;
  if (width === 1) view.setUint8(at, value % 256);
  else if (width === 2) view.setUint16(at, value % 65536, little);
  else if (width === 4) view.setUint32(at, value % 2 ** 32, little);
  else view.setBigUint64(at, BigInt(value), little);
  return out;
}

/** A number in a text becomes another. */
function setDigits(bytes: Bytes, g: Generator): Bytes {
  const text = Buffer.from(bytes).toString('latin1');
  const found = [...text.matchAll(/-?\d+(?:\.\d+)?/g)];
  if (found.length === 0) return bytes;
  const { index, 0: digits } = pick(found, g);
  return Uint8Array.from(
    Buffer.from(text.slice(0, index) + pick(NUMBER_TEXTS, g) + text.slice(index + digits.length), 'latin1'),
  );
}

const damages: readonly Damage[] = [
  (bytes, g) => {
    const out = bytes.slice();
    if (out.length > 0) {
      const at = place(out, g);
      out[at] = out[at]! ^ (1 << g.integer(8));
    }
    return out;
  },
  (bytes, g) => {
    const out = bytes.slice();
    if (out.length > 0) out[place(out, g)] = g.integer(256);
    return out;
  },
  setNumber,
  setNumber,
  setDigits,
  setDigits,
  (bytes, g) => bytes.slice(0, g.integer(bytes.length + 1)),
  (bytes, g) => {
    const [start, end] = span(bytes, g);
    return joined(bytes.subarray(0, start), bytes.subarray(end));
  },
  (bytes, g) => {
    const [start, end] = span(bytes, g);
    const part = bytes.subarray(start, end);
    return joined(bytes.subarray(0, end), ...new Array<Uint8Array>(1 + g.integer(4)).fill(part), bytes.subarray(end));
  },
  (bytes, g) => {
    const at = place(bytes, g);
    const more = Uint8Array.from({ length: 1 + g.integer(16) }, () => pick([0, 0x22, 0x2c, 0x5b, 0x7b, 0xff, 0x30], g));
    return joined(bytes.subarray(0, at), more, bytes.subarray(at));
  },
  (bytes, g, others) => {
    const other = pick(others, g);
    const [start, end] = span(other, g);
    const at = place(bytes, g);
    const rest = g.uniform() < 0.5 ? at : Math.min(bytes.length, at + end - start);
    return joined(bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(rest));
  },
];

/** One to eight damages, one after the other. */
export function damaged(bytes: Bytes, g: Generator, others: readonly Bytes[]): Bytes {
  let out = bytes;
  const count = 1 + Math.floor(8 * g.uniform() ** 3);
  for (let i = 0; i < count; i++) out = pick(damages, g)(out, g, others).slice(0, MOST_BYTES_OF_AN_INPUT);
  return out;
}

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    '',
    'x',
    [],
    {},
    [[]],
    0,
    -1,
    1,
    0.5,
    1e300,
    -1e300,
    2 ** 31,
    2 ** 53,
    Number.MAX_SAFE_INTEGER,
  ],
  ...[
    '__proto__',
    'constructor',
    '\u0000',
    '🐢',
    '1',
    [1, 2, 3],
    { a: 1 },
    { toString: 1, valueOf: 1, toJSON: 1, length: 3 },
    'F32',
    [0, 0],
    [0, 4],
  ],
];

/** The same tree with one to three places changed: another value, gone, doubled, under another name. */
export function variedTree(tree: unknown, g: Generator): unknown {
  let out = tree;
  const count = 1 + g.integer(3);
  for (let i = 0; i < count; i++) out = changedOnce(out, g);
  return out;
}

function changedOnce(tree: unknown, g: Generator): unknown {
  const isLeaf = typeof tree !== 'object' || tree === null || Object.keys(tree).length === 0;
  if (isLeaf || g.uniform() < 0.1) return pick(VALUES, g);
  const keys = Object.keys(tree);
  const key = pick(keys, g);
  const inner = (tree as Record<string, unknown>)[key];
  const change = g.uniform();
  if (Array.isArray(tree)) {
    if (change < 0.1) return tree.toSpliced(Number(key), 1);
    if (change < 0.2) return tree.toSpliced(Number(key), 0, inner);
    return tree.with(Number(key), changedOnce(inner, g));
  }
  const entries = Object.entries(tree);
  const at = keys.indexOf(key);
  if (change < 0.1) return Object.fromEntries(entries.toSpliced(at, 1));
  if (change < 0.2) return Object.fromEntries(entries.with(at, [pick([`${key}x`, '', 'x', pick(keys, g)], g), inner]));
  if (change < 0.25) return Object.fromEntries([...entries, [pick(['x', `${key}2`], g), pick(VALUES, g)]]);
  return Object.fromEntries(entries.with(at, [key, changedOnce(inner, g)]));
}
