/** Values out of bytes. On the trusted side, or before student code is loaded. */

import { put } from './put.ts';
import { Given, Opaque, type Value } from './values.ts';
import {
  MAX_CELLS,
  MAX_DEPTH,
  MAX_TEXT,
  typedClasses,
  VALUE_ARRAY,
  VALUE_FALSE,
  VALUE_GIVEN,
  VALUE_NULL,
  VALUE_NUMBER,
  VALUE_OPAQUE,
  VALUE_RECORD,
  VALUE_TEXT,
  VALUE_TRUE,
  VALUE_TYPED,
} from './wire.ts';

/** Where a reader stands in some bytes. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

export function readWord(cursor: Cursor): number {
  const { bytes, at } = cursor;
  if (at + 4 > bytes.length) throw new RangeError('the bytes end inside a length');
  cursor.at += 4;
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

function readNumber(cursor: Cursor): number {
  if (cursor.at + 8 > cursor.bytes.length) throw new RangeError('the bytes end inside a number');
  const cell = new Float64Array(1);
  new Uint8Array(cell.buffer).set(cursor.bytes.subarray(cursor.at, cursor.at + 8));
  cursor.at += 8;
  return cell[0]!;
}

function readText(cursor: Cursor, limit = MAX_TEXT): string {
  const length = readWord(cursor);
  if (length > limit * 3 || cursor.at + length > cursor.bytes.length) throw new RangeError('a text is too long');
  cursor.at += length;
  return new TextDecoder().decode(cursor.bytes.subarray(cursor.at - length, cursor.at));
}

/** Every item takes at least one byte: a count that the bytes cannot hold is refused before anything is allocated. */
function readCount(cursor: Cursor, bytesEach: number): number {
  const count = readWord(cursor);
  if (count * bytesEach > cursor.bytes.length - cursor.at) throw new RangeError('an array is longer than its bytes');
  return count;
}

function readTyped(cursor: Cursor): Value {
  const kind = cursor.bytes[cursor.at++]!;
  const Typed = typedClasses[kind];
  if (Typed === undefined) throw new RangeError(`there is no kind of typed array ${kind}`);
  const items = new Typed(readCount(cursor, 8));
  for (let i = 0; i < items.length; i++) items[i] = readNumber(cursor);
  return kind === 0 ? items.buffer : items;
}

function readRecord(cursor: Cursor, depth: number): Value {
  const record = {};
  const count = readCount(cursor, 5);
  for (let i = 0; i < count; i++) {
    const key = readText(cursor);
    put(record, key, readValue(cursor, depth + 1));
  }
  return record;
}

function readValue(cursor: Cursor, depth: number): Value {
  if (depth > MAX_DEPTH) throw new RangeError('arrays are nested too deep');
  const kind = cursor.bytes[cursor.at++];
  switch (kind) {
    case VALUE_NUMBER:
      return readNumber(cursor);
    case VALUE_TEXT:
      return readText(cursor, MAX_CELLS);
    case VALUE_TRUE:
    case VALUE_FALSE:
      return kind === VALUE_TRUE;
    case VALUE_NULL:
      return null;
    case VALUE_RECORD:
      return readRecord(cursor, depth);
    case VALUE_TYPED:
      return readTyped(cursor);
    case VALUE_OPAQUE:
      return new Opaque(readText(cursor));
    case VALUE_GIVEN:
      return new Given(readText(cursor));
    case VALUE_ARRAY:
      return readArray(cursor, depth);
    default:
      throw new RangeError(`there is no kind of value ${kind}`);
  }
}

function readArray(cursor: Cursor, depth: number): Value {
  const count = readCount(cursor, 1);
  const items: Value[] = [];
  for (let i = 0; i < count; i++) items.push(readValue(cursor, depth + 1));
  return items;
}

/** The value that `encodeValue` wrote. Throws RangeError on bytes that are not exactly one value. Trusted side, or before student code. */
export function decodeValue(bytes: Uint8Array): Value {
  const cursor = { bytes, at: 0 };
  const value = readValue(cursor, 0);
  if (cursor.at !== bytes.length) throw new RangeError('there are bytes after the value');
  return value;
}
