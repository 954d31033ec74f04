/** Values as bytes and frames. It also runs behind student code: captured built-ins and plain syntax only. */
import { Bytes, cut, encodeInto, floatBytes, floatCell, isArray, keysOf, least, tagOf } from './intrinsics.ts';
import { Given, Opaque, type TypedArray, type Value } from './values.ts';
import {
  MAX_CELLS,
  MAX_TEXT,
  typedNames,
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

/** A growing run of bytes; `length` and `capacity` are kept here because a typed array's own `length` can be patched. */
export interface Writer {
  data: Uint8Array<ArrayBuffer>;
  capacity: number;
  length: number;
}

export const newWriter = (): Writer => ({ data: new Bytes(1024), capacity: 1024, length: 0 });

function reserve(writer: Writer, more: number): void {
  if (writer.length + more <= writer.capacity) return;
  const capacity = (writer.length + more) * 2;
  const data = new Bytes(capacity);
  for (let i = 0; i < writer.length; i++) data[i] = writer.data[i]!;
  writer.data = data;
  writer.capacity = capacity;
}

export function writeByte(writer: Writer, byte: number): void {
  reserve(writer, 1);
  writer.data[writer.length++] = byte;
}

function writeWord(writer: Writer, word: number): void {
  for (let shift = 0; shift < 32; shift += 8) writeByte(writer, (word >>> shift) & 0xff);
}

function writeNumber(writer: Writer, value: number): void {
  reserve(writer, 8);
  floatCell[0] = value;
  for (let i = 0; i < 8; i++) writer.data[writer.length++] = floatBytes[i]!;
}

function writeText(writer: Writer, text: string, limit = MAX_TEXT): void {
  const scratch = new Bytes(least(text.length, limit) * 3);
  const { written } = encodeInto(cut(text, 0, limit), scratch);
  writeWord(writer, written);
  for (let i = 0; i < written; i++) writeByte(writer, scratch[i]!);
}

/** Position of a typed array's name in `typedNames`, or -1. */
export function typedKind(value: unknown): number {
  const name = tagOf(value);
  for (let i = 0; i < typedNames.length; i++) if (name === `[object ${typedNames[i]}]`) return i;
  return -1;
}

function writeTyped(writer: Writer, kind: number, value: TypedArray | ArrayBuffer): void {
  const items = kind === 0 ? new Bytes(value as ArrayBuffer) : (value as TypedArray);
  writeByte(writer, VALUE_TYPED);
  writeByte(writer, kind);
  writeWord(writer, items.length);
  for (let i = 0; i < items.length; i++) writeNumber(writer, items[i]!);
}

function writeRecord(writer: Writer, record: { readonly [key: string]: Value }): void {
  const keys = keysOf(record);
  writeByte(writer, VALUE_RECORD);
  writeWord(writer, keys.length);
  for (let i = 0; i < keys.length; i++) {
    writeText(writer, keys[i]!);
    writeValue(writer, record[keys[i]!]!);
  }
}

export function writeValue(writer: Writer, value: Value): void {
  if (typeof value === 'number') {
    writeByte(writer, VALUE_NUMBER);
    writeNumber(writer, value);
  } else if (typeof value === 'string') {
    writeByte(writer, VALUE_TEXT);
    writeText(writer, value, MAX_CELLS);
  } else if (typeof value === 'boolean') writeByte(writer, value ? VALUE_TRUE : VALUE_FALSE);
  else if (value === null) writeByte(writer, VALUE_NULL);
  else if (isArray(value)) {
    const items = value as readonly Value[];
    writeByte(writer, VALUE_ARRAY);
    writeWord(writer, items.length);
    for (let i = 0; i < items.length; i++) writeValue(writer, items[i]!);
  } else writeObject(writer, value as Exclude<Value, readonly Value[]>);
}

function writeObject(writer: Writer, value: Value): void {
  const kind = typedKind(value);
  if (value instanceof Opaque || value instanceof Given) {
    writeByte(writer, value instanceof Opaque ? VALUE_OPAQUE : VALUE_GIVEN);
    writeText(writer, value instanceof Opaque ? value.is : value.name);
  } else if (kind >= 0) writeTyped(writer, kind, value as TypedArray);
  else writeRecord(writer, value as { readonly [key: string]: Value });
}

function finished(writer: Writer): Uint8Array<ArrayBuffer> {
  const bytes = new Bytes(writer.length);
  for (let i = 0; i < writer.length; i++) bytes[i] = writer.data[i]!;
  return bytes;
}

/** A value as bytes: bit-exact for every number, including NaN, infinities and -0. */
export function encodeValue(value: Value): Uint8Array<ArrayBuffer> {
  const writer = newWriter();
  writeValue(writer, value);
  return finished(writer);
}

/** One frame, ready to send. */
export function encodeFrame(
  kind: number,
  callId: number,
  payload: Uint8Array,
  length: number,
): Uint8Array<ArrayBuffer> {
  const writer = newWriter();
  writeByte(writer, kind);
  writeWord(writer, length);
  writeWord(writer, callId);
  for (let i = 0; i < length; i++) writeByte(writer, payload[i]!);
  return finished(writer);
}
