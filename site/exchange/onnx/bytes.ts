/**
 * ONNX messages ⇄ bytes. How protobuf lays out numbers and lengths is the library's business (@bufbuild/protobuf, its wire format alone: about a
 * tenth of it); which field has which number stands in messages.ts.
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { ChalkgradError } from '#framework';
import { fieldsOf, type MessageName, type OnnxModel } from './messages.ts';

type Message = Record<string, unknown>;

/** A model → bytes of an .onnx file. The same model gives the same bytes. */
export function encodeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  write(writer, 'Model', model as Message);
  return writer.finish();
}

const WIRE = {
  int: WireType.Varint,
  float: WireType.Bit32,
  text: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
  message: WireType.LengthDelimited,
} as const;

function write(writer: BinaryWriter, name: MessageName, message: Message): void {
  const fields = Object.entries(fieldsOf(name)).sort(([, a], [, b]) => a.number - b.number);
  for (const [key, { number, kind, message: inner, repeated = false, packed = false }] of fields) {
    const value = message[key];
    if (value === undefined) continue;
    const values = repeated ? (value as readonly unknown[]) : [value];
    const one = (entry: unknown): void => {
      if (kind === 'int') writer.int64(entry as number);
      else if (kind === 'float') writer.float(entry as number);
      else if (kind === 'text') writer.string(entry as string);
      else if (kind === 'bytes') writer.bytes(entry as Uint8Array);
      else {
        writer.fork();
        write(writer, inner!, entry as Message);
        writer.join();
      }
    };
    if (packed) {
      if (values.length === 0) continue;
      writer.tag(number, WireType.LengthDelimited).fork();
      values.forEach(one);
      writer.join();
    } else
      for (const entry of values) {
        writer.tag(number, WIRE[kind]);
        one(entry);
      }
  }
}

/** Messages inside messages: onnx.proto goes no deeper than graph, node, attribute, tensor (and graphs in attributes, which are passed over). */
const DEEPEST = 16;

/**
 * Bytes of an .onnx file → its messages. `name` is used in errors.
 *
 * Errors: cut off, or no protobuf; a field of another kind than onnx.proto says; no graph.
 */
export function decodeOnnx(file: Uint8Array, name = 'onnx'): OnnxModel {
  let model: OnnxModel;
  try {
    model = read(new BinaryReader(file), 'Model', 0) as OnnxModel;
  } catch (cause) {
    throw new ChalkgradError(
      `${name}: not a usable ONNX file: ${cause instanceof Error ? cause.message : String(cause)}`,
      'the file is damaged, cut off, or of another format; nothing was loaded.',
    );
  }
  if (model.graph === undefined) {
    throw new ChalkgradError(`${name}: not a usable ONNX file: it holds no graph`, 'is it another kind of file?');
  }
  return model;
}

function read(reader: BinaryReader, name: MessageName, depth: number): Message {
  if (depth > DEEPEST) throw new Error('its messages lie too deep in one another');
  const byNumber = new Map(Object.entries(fieldsOf(name)).map(([key, field]) => [field.number, { key, ...field }]));
  const message: Message = {};
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    const field = byNumber.get(number);
    if (field === undefined) {
      reader.skip(wire, number);
      continue;
    }
    const { key, kind, message: inner, repeated = false } = field;
    const isPacked = repeated && (kind === 'int' || kind === 'float') && wire === WireType.LengthDelimited;
    if (!isPacked && wire !== WIRE[kind]) throw new Error(`field ${key} of ${name} is written as another kind`);
    const one = (from: BinaryReader): unknown => {
      if (kind === 'int') return whole(from.int64(), `${name}.${key}`);
      if (kind === 'float') return from.float();
      if (kind === 'text') return from.string();
      if (kind === 'bytes') return from.bytes();
      return read(new BinaryReader(from.bytes()), inner!, depth + 1);
    };
    const values: unknown[] = [];
    if (isPacked) {
      const part = new BinaryReader(reader.bytes());
      while (part.pos < part.len) values.push(one(part));
    } else values.push(one(reader));
    if (repeated) {
      message[key] ??= [];
      for (const value of values) (message[key] as unknown[]).push(value);
    } else message[key] = values[0];
  }
  if (reader.pos !== reader.len) throw new Error('it is cut off');
  return message;
}

/** "To the end", as exporters write it in a Slice: as large as a number may be. */
function whole(value: bigint | string, where: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  if (Math.abs(number) >= 2 ** 62) return number > 0 ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  throw new Error(`${where} is ${value}, too large a number`);
}
