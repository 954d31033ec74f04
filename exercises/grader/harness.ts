/**
 * The side of the grader on which the student's code runs: it takes a job in, calls the student's function, and sends the
 * answers out as bytes. It holds no expected values, compares nothing and knows no verdict, so forging its output is only
 * another way of answering.
 *
 * This one file is shipped as text, with its types stripped, into the child process of the terminal and into the worker of
 * the browser; it therefore imports nothing. Student code may have patched any built-in by the time its answers are copied,
 * so every intrinsic used after that is captured here first, and the copying itself uses plain syntax only: indexing and
 * comparison, no methods, no iterators, no array growth. Bytes are little-endian, as on every machine that runs Node or a browser.
 */

/** Something that cannot cross: a function, a promise, a class's instance. Only the name of its type does. */
export class Opaque {
  readonly is: string;
  constructor(is: string) {
    this.is = is;
  }
}

/** A function that the sandbox hands to the student's code as an argument, by its name in the exercise's `given.ts`. */
export class Given {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type TypedArray = Uint8Array | Float32Array | Float64Array | Int32Array | Uint32Array;

/** What crosses between the two sides: plain data. `ArrayBuffer` comes back as it is, bytes of a file likewise. */
export type Value =
  | number
  | string
  | boolean
  | null
  | readonly Value[]
  | { readonly [key: string]: Value }
  | TypedArray
  | ArrayBuffer
  | Opaque
  | Given;

/**
 * What is called for every case.
 *
 * - `call`: an exported function with the case's arguments; where several are exported, the first argument names it.
 * - `class`: an exported class, `new` with the first argument's items, then the steps of the second (see `Step`).
 * - `value`: nothing; the exported constant is the answer.
 * - `drive`: the function `drive` of the exercise's `given.ts`, with all the student exports and the arguments.
 */
export type Mode = 'call' | 'class' | 'value' | 'drive';

export interface Plan {
  readonly mode: Mode;
  /** What the student's file must export. */
  readonly names: readonly string[];
  /** Answers become `{ answer, calls }`, `calls` counting how often each given function was called. */
  readonly counted?: boolean;
}

/** One step of a class's script: a call, or a look at a field, or a field set. `on` is 1 for a second instance. */
export type Step =
  | { readonly call: string; readonly with: readonly Value[]; readonly on?: number }
  | { readonly read: string; readonly on?: number }
  | { readonly set: string; readonly to: Value; readonly on?: number };

/** An ES module that was imported. */
export type Loaded = Readonly<Record<string, unknown>>;

/** Kinds of frames. A frame is `u8 tag | u32 length | u32 callId | payload`. */
export const tag = {
  loaded: 1,
  value: 2,
  failure: 3,
  tooBig: 4,
  notLoaded: 5,
  log: 6,
  end: 7,
  code: 8,
  call: 9,
  flood: 10,
  /** The budget of buffers is spent (bufferBudget.ts). */
  memory: 11,
} as const;

export const FRAME_HEADER_BYTES = 9;
/** An answer may hold this many numbers; the largest right answer of any exercise holds far fewer. */
const MAX_CELLS = 20_000;
/** Arrays in arrays in arrays: deeper than any tensor of an exercise. */
export const MAX_DEPTH = 8;
/** Student text (error messages, type names) is cut to this many characters. */
const MAX_TEXT = 500;
/** Lines a student may print; a loop that prints would otherwise drown the page in messages. */
const MAX_LOG_LINES = 2000;
/** How an array that holds a function, a symbol or a Proxy is reported. */
export const UNCOPYABLE = 'uncopyable';

const VALUE_NUMBER = 1;
const VALUE_ARRAY = 2;
const VALUE_OPAQUE = 3;
const VALUE_TEXT = 4;
const VALUE_TRUE = 5;
const VALUE_FALSE = 6;
const VALUE_NULL = 7;
const VALUE_RECORD = 8;
const VALUE_TYPED = 9;
const VALUE_GIVEN = 10;

// Captured before any student code is loaded. A bound `call` keeps working whatever happens to the prototypes.
const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
) => (self: This, ...args: Args) => Result;
const Bytes = Uint8Array;
const TooBig = class extends Error {};
const isArray = Array.isArray;
const hasOwn = Object.hasOwn;
const keysOf = Object.keys;
const define = Object.defineProperty;
const apply = Reflect.apply;
const construct = Reflect.construct;
const prototypeOf = Object.getPrototypeOf as (value: unknown) => unknown;
const plainPrototype = Object.prototype;
const bind = uncurry(Function.prototype.bind) as (method: unknown, self: unknown) => (...args: unknown[]) => unknown;
/** Kinds of typed arrays by their number on the wire; 0 is a bare ArrayBuffer. */
const typedNames = ['ArrayBuffer', 'Uint8Array', 'Float32Array', 'Float64Array', 'Int32Array', 'Uint32Array'] as const;
const typedClasses = [Uint8Array, Uint8Array, Float32Array, Float64Array, Int32Array, Uint32Array] as const;
const copyOf = structuredClone;
const asText = String;
const least = Math.min;
const asJson = JSON.stringify;
const tagOf = uncurry(Object.prototype.toString) as (value: unknown) => string;
const cut = uncurry(String.prototype.slice);
const find = uncurry(String.prototype.indexOf);
const codeAt = uncurry(String.prototype.charCodeAt);
const encoder = new TextEncoder();
const encodeInto = encoder.encodeInto.bind(encoder);
const floatCell = new Float64Array(1);
const floatBytes = new Uint8Array(floatCell.buffer);

/** A growing run of bytes; `length` and `capacity` are kept here because a typed array's own `length` can be patched. */
interface Writer {
  data: Uint8Array<ArrayBuffer>;
  capacity: number;
  length: number;
}

const newWriter = (): Writer => ({ data: new Bytes(1024), capacity: 1024, length: 0 });

function reserve(writer: Writer, more: number): void {
  if (writer.length + more <= writer.capacity) return;
  const capacity = (writer.length + more) * 2;
  const data = new Bytes(capacity);
  for (let i = 0; i < writer.length; i++) data[i] = writer.data[i]!;
  writer.data = data;
  writer.capacity = capacity;
}

function writeByte(writer: Writer, byte: number): void {
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
function typedKind(value: unknown): number {
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

function writeValue(writer: Writer, value: Value): void {
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

/** Where a reader stands in some bytes. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function readWord(cursor: Cursor): number {
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

function typeName(value: unknown): string {
  if (typeof value !== 'object') return typeof value;
  const name = tagOf(value); // '[object Float64Array]'
  return cut(name, 8, name.length - 1);
}

/** What an object of a class is called; a plain object has no class worth telling. */
function className(value: object): string {
  const maker = readable(() => (value as { constructor: { name: string } }).constructor.name);
  return maker === '' ? 'object' : maker;
}

const isPlain = (value: unknown): boolean => {
  if (tagOf(value) !== '[object Object]') return false;
  const prototype = prototypeOf(value);
  return prototype === plainPrototype || prototype === null;
};

/** Arrays before they are copied, so that one of a thousand million holes is refused without copying it. */
function countCells(items: readonly unknown[], budget: { left: number }, depth: number): void {
  if (depth > MAX_DEPTH) throw new TooBig();
  budget.left -= items.length;
  if (!(budget.left >= 0)) throw new TooBig();
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (isArray(item)) countCells(item, budget, depth + 1);
  }
}

/** Plain data from what `structuredClone` made, or from a primitive, within what is left of the budget. */
function plainCopy(value: unknown, budget: { left: number }, depth: number): Value {
  budget.left -= typeof value === 'string' ? value.length : 1;
  if (!(budget.left >= 0) || depth > MAX_DEPTH) throw new TooBig();
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value === null)
    return value;
  if (isArray(value)) {
    const items: Value[] = new Array(value.length);
    for (let i = 0; i < value.length; i++)
      put(items, i, hasOwn(value, i) ? plainCopy(value[i], budget, depth + 1) : new Opaque('undefined'));
    return items;
  }
  if (typeof value !== 'object') return new Opaque(typeName(value));
  const kind = typedKind(value);
  if (kind >= 0) {
    budget.left -= kind === 0 ? new Bytes(value as ArrayBuffer).length : (value as TypedArray).length;
    if (!(budget.left >= 0)) throw new TooBig();
    return value as TypedArray;
  }
  if (!isPlain(value)) return new Opaque(typeName(value));
  const keys = keysOf(value as object);
  const record = {};
  for (let i = 0; i < keys.length; i++)
    put(record, keys[i]!, plainCopy((value as Loaded)[keys[i]!], budget, depth + 1));
  return record;
}

/** Sets an item by definition, not assignment, so that neither a setter on a prototype nor Object.prototype.get interferes. */
function put(items: object, key: number | string, value: unknown): void {
  define(items, key, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}

/**
 * A plain copy of whatever a solution returned: plain data as it is, type names for the rest.
 * `structuredClone` reads every getter exactly once and refuses Proxies, so the copy cannot change afterwards.
 * Throws TooBig beyond MAX_CELLS, and whatever a getter of the value throws.
 */
export function snapshot(value: unknown): Value {
  const budget = { left: MAX_CELLS };
  if (typeof value !== 'object' || value === null) return plainCopy(value, budget, 0);
  if (isArray(value)) countCells(value, { left: MAX_CELLS }, 1);
  else if (typedKind(value) < 0 && !isPlain(value))
    return new Opaque(tagOf(value) === '[object Object]' ? className(value) : typeName(value));
  let copy: unknown;
  try {
    copy = copyOf(value);
  } catch {
    return new Opaque(UNCOPYABLE);
  }
  return plainCopy(copy, budget, 0);
}

/** Whether `snapshot` gave up because the value was too big. */
const isTooBig = (error: unknown): boolean => error instanceof TooBig;

function readable(read: () => unknown): string {
  try {
    const text = read();
    return typeof text === 'string' ? cut(text, 0, MAX_TEXT) : asText(text);
  } catch {
    return '';
  }
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
function errorValue(error: unknown, url: string): readonly Value[] {
  const isObject = typeof error === 'object' && error !== null;
  const name = isObject ? readable(() => (error as Error).name) : typeName(error);
  const message = isObject ? readable(() => (error as Error).message) : readable(() => asText(error));
  return [name, message, lineOf(error, url)];
}

interface Call {
  readonly id: number;
  readonly args: readonly Value[];
  readonly argBytes: Uint8Array;
  readonly argLength: number;
}

/** What the trusted side sends first: the code, and how to ask it. */
export interface Program extends Plan {
  readonly code: string;
  /** `given.ts` of the exercise as JavaScript: functions handed to the student, and `drive`; '' without one. */
  readonly given: string;
  /** Wrong implementations that the student's tests are to tell from right ones, by id; handed over like `given.ts`. */
  readonly mutants: Readonly<Record<string, string>>;
  /** The framework as one module, where the exercise's code may import `#framework`; '' elsewhere. */
  readonly framework: string;
}

interface Job extends Program {
  readonly calls: Call[];
}

/** Reads a job that the trusted side wrote: one `code` frame (the program as JSON), then `call` frames. */
function readJob(bytes: Uint8Array): Job {
  const calls: Call[] = [];
  let program: Program | undefined;
  for (let at = 0; at < bytes.length; ) {
    const header = { bytes, at: at + 1 };
    const length = readWord(header);
    const id = readWord(header);
    const payload = bytes.slice(header.at, header.at + length);
    if (bytes[at] === tag.code) program = JSON.parse(new TextDecoder().decode(payload)) as Program;
    else if (bytes[at] === tag.call)
      calls.push({ id, args: decodeValue(payload) as readonly Value[], argBytes: payload, argLength: length });
    at = header.at + length;
  }
  if (program === undefined) throw new Error('a job without code');
  return { ...program, calls };
}

/** What differs between a child process and a worker. */
interface Host {
  /**
   * Loads what the exercise gives (exports of `given.ts`, mutants as modules by their ids), closes everything else, and then
   * loads the student's module.
   */
  load(program: Program): Promise<{ answer: Loaded; given: Loaded }>;
  /** The address under which stacks name the student's module; known once `load` was called. */
  address(): string;
  /** An import that was refused on the way, or ''. */
  refused(): string;
  send(frame: Uint8Array<ArrayBuffer>, length: number): void;
}

function sendValue(host: Host, kind: number, callId: number, value: Value, flag = -1): void {
  const writer = newWriter();
  if (flag >= 0) writeByte(writer, flag);
  writeValue(writer, value);
  host.send(encodeFrame(kind, callId, writer.data, writer.length), FRAME_HEADER_BYTES + writer.length);
}

function sendMark(host: Host, kind: number, callId: number): void {
  host.send(encodeFrame(kind, callId, new Bytes(0), 0), FRAME_HEADER_BYTES);
}

/** Whether the student's code changed its arguments: they no longer encode to the bytes they came from. */
function wasMutated(call: Call): boolean {
  try {
    const writer = newWriter();
    writeValue(writer, call.args);
    if (writer.length !== call.argLength) return true;
    for (let i = 0; i < call.argLength; i++) if (writer.data[i] !== call.argBytes[i]) return true;
    return false;
  } catch {
    return true;
  }
}

type Callable = (...args: unknown[]) => unknown;

/**
 * The arguments as the student's code gets them: `Given` becomes the function of that name, counted. Bound, so that its source
 * cannot be read. Everything else is the very object in `args`: changes to it are seen afterwards.
 */
function handOver(args: readonly Value[], given: Loaded, calls: { [name: string]: number }): unknown[] {
  const handed: unknown[] = new Array(args.length);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    put(handed, i, arg instanceof Given ? counted(arg.name, given[arg.name], calls) : arg);
  }
  return handed;
}

function counted(name: string, actual: unknown, calls: { [name: string]: number }): unknown {
  if (typeof actual !== 'function') return actual;
  calls[name] = 0;
  return bind((...args: unknown[]) => {
    calls[name] = calls[name]! + 1;
    return apply(actual, undefined, args);
  }, undefined);
}

/** A class's script, step by step; what every step gave is copied at once, before a later one can change it. */
function playScript(Student: Callable, parameters: readonly unknown[], script: readonly Step[]): unknown {
  const results: Value[] = new Array(script.length);
  const instances: Record<string, unknown>[] = [];
  for (let i = 0; i < script.length; i++) {
    const step = script[i]!;
    const which = step.on ?? 0;
    instances[which] ??= construct(Student, copyOf(parameters) as unknown[]) as Record<string, unknown>;
    const instance = instances[which]!;
    let result: unknown = null;
    if ('set' in step) instance[step.set] = step.to;
    else if ('read' in step) result = instance[step.read];
    else result = apply(instance[step.call] as Callable, instance, step.with as unknown[]);
    put(results, i, result === undefined ? null : snapshot(result));
  }
  return results;
}

/**
 * Asks one question of a module: the student's here, the reference and every wrong answer on the trusted side, so that all
 * are asked alike. Returns whatever came back, not yet copied; throws what the module throws.
 */
export function play(plan: Plan, module: Loaded, given: Loaded, args: readonly Value[]): unknown {
  const { mode, names } = plan;
  if (mode === 'value') return module[names[0]!];
  if (mode === 'drive') return apply(given['drive'] as Callable, undefined, [module, ...handOver(args, given, {})]);
  if (mode === 'class')
    return playScript(module[names[0]!] as Callable, args[0] as unknown[], args[1] as readonly Step[]);
  const calls = {};
  const several = names.length > 1;
  const target = several ? (args[0] as string) : names[0]!;
  const answer = apply(module[target] as Callable, undefined, handOver(several ? args.slice(1) : args, given, calls));
  return plan.counted ? { answer: snapshot(answer), calls } : answer;
}

function answer(host: Host, job: Job, loaded: { answer: Loaded; given: Loaded }, call: Call): void {
  try {
    const value = snapshot(play(job, loaded.answer, loaded.given, call.args));
    sendValue(host, tag.value, call.id, value, wasMutated(call) ? 1 : 0);
  } catch (error) {
    if (isTooBig(error)) sendMark(host, tag.tooBig, call.id);
    else sendValue(host, tag.failure, call.id, errorValue(error, host.address()));
  }
}

function sendLoadError(host: Host, error: unknown): void {
  const refused = host.refused();
  const kind = refused === '' ? 'error' : 'import';
  sendValue(host, tag.notLoaded, 0, [kind, refused, errorValue(error, host.address())]);
}

async function loadSolution(host: Host, job: Job): Promise<{ answer: Loaded; given: Loaded } | null> {
  try {
    const loaded = await host.load(job);
    let missing = '';
    for (let i = job.names.length - 1; i >= 0; i--) {
      const found = loaded.answer[job.names[i]!];
      if (job.mode === 'value' ? found === undefined : typeof found !== 'function') missing = job.names[i]!;
    }
    if (missing === '') return loaded;
    sendValue(host, tag.notLoaded, 0, ['export', plainNames(keysOf(loaded.answer)), missing]);
  } catch (error) {
    sendLoadError(host, error);
  }
  return null;
}

function plainNames(names: readonly string[]): Value {
  const values: Value[] = new Array(names.length);
  for (let i = 0; i < names.length; i++) put(values, i, names[i]!);
  return values;
}

/** What a person debugging wants to see: arrays with their NaNs and infinities, which JSON would write as null. */
function printable(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return asText(value);
  if (!isArray(value) || depth > 3) return asJson(value) ?? '';
  const shown = least(value.length, 100);
  let text = '[';
  for (let i = 0; i < shown; i++) text += (i === 0 ? '' : ', ') + printable(value[i], depth + 1);
  return `${text}${shown < value.length ? ', …' : ''}]`;
}

/**
 * Sends what the student prints as frames of their own. A worker has no standard output, and a child's loses what a busy
 * loop prints: Node queues it in memory as soon as the pipe is full.
 */
function captureConsole(host: Host): void {
  let lines = 0;
  const print = (...values: unknown[]): void => {
    lines++;
    if (lines === MAX_LOG_LINES) sendMark(host, tag.flood, 0);
    if (lines >= MAX_LOG_LINES) return;
    let line = '';
    for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : ' ') + readable(() => printable(values[i]));
    sendValue(host, tag.log, 0, cut(line, 0, MAX_TEXT));
  };
  console.log = console.info = console.warn = console.error = console.debug = print;
}

/** Does one job from first to last frame. Everything after loading is synchronous: student timers and promises cannot interleave. */
async function serve(host: Host, job: Job): Promise<void> {
  captureConsole(host);
  const loaded = await loadSolution(host, job);
  if (loaded !== null) {
    sendMark(host, tag.loaded, 0);
    for (let i = 0; i < job.calls.length; i++) answer(host, job, loaded, job.calls[i]!);
  }
  sendMark(host, tag.end, 0);
}

/** What the exercise gives, loaded before the student's code. `load('')` is `given.ts`. */
async function loadGiven({ given, mutants }: Program, load: (name: string) => Promise<Loaded>): Promise<Loaded> {
  const modules: Record<string, unknown> = given === '' ? {} : { ...(await load('')) };
  for (const id of Object.keys(mutants)) modules[id] = await load(id);
  return modules;
}

/** What closes everything but JavaScript to what is loaded after it: bufferBudget.ts and confine.ts, which travel in front of this file. */
export interface Walls {
  limitBuffers(tooMuch: () => void): void;
  confine(exit: (() => never) | null): void;
}

/** In a Node child process: job on descriptor 0, frames on descriptor 3. */
export async function serveNode({ limitBuffers, confine }: Walls): Promise<void> {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const exit = process.exit.bind(process);
  const job = readJob(readFileSync(0));
  const host = nodeHost(job, '', () => {
    // What a student's timer or promise throws while the file still waits for something is the reason why it does not load.
    process.on('uncaughtException', (error) => {
      sendLoadError(host, error);
      sendMark(host, tag.end, 0);
      exit(1);
    });
    process.on('unhandledRejection', () => {}); // as in a browser
    limitBuffers(() => {
      sendMark(host, tag.memory, 0);
      exit(1);
    });
    confine(() => exit(1)); // never 13, which Node itself uses
    captureConsole(host); // `confine` brings a console of its own
  });
  await serve(host, job);
  exit(0);
}

/** Many jobs of our own files one after the other, each with its length in front; for the proof of exercises only. */
export async function serveMany(): Promise<void> {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const bytes = new Uint8Array(readFileSync(0));
  const cursor = { bytes, at: 0 };
  for (let i = 0; cursor.at < bytes.length; i++) {
    const length = readWord(cursor);
    const job = readJob(bytes.slice(cursor.at, cursor.at + length));
    cursor.at += length;
    await serve(
      nodeHost(job, String(i), () => {}),
      job,
    );
  }
}

/**
 * Every import is refused by a loader hook, except the modules of the job, and a student's may import the framework only,
 * where the job brings it: mutants that a test must tell apart are not to be recognised by their address.
 *
 * @param mark tells the modules of one job from those of the next, for a module is loaded once under its address
 * @param close is called when all of ours is loaded, before the student's
 */
function nodeHost(job: Job, mark: string, close: () => void): Host {
  const { writeSync } = process.getBuiltinModule('node:fs');
  const { registerHooks } = process.getBuiltinModule('node:module');
  const url = `answer${mark}:answer.ts`;
  const givenUrl = `given${mark}:given.ts`;
  const mutantUrl = (id: string): string => `mutant${mark}:${id}`;
  const libraryUrl = 'framework:framework.js';
  const sources: Record<string, string> = { [url]: job.code, [givenUrl]: job.given };
  for (const id of Object.keys(job.mutants)) sources[mutantUrl(id)] = job.mutants[id]!;
  if (job.framework !== '') sources[libraryUrl] = job.framework;
  let refused = '';
  let closed = false;
  const hooks = registerHooks({
    resolve(specifier) {
      const wanted = specifier === '#framework' ? libraryUrl : specifier;
      const mayImport = !closed || specifier === '#framework' || specifier === url;
      if (mayImport && hasOwn(sources, wanted)) return { url: wanted, format: 'module', shortCircuit: true };
      refused = specifier;
      throw new Error(`import not allowed: ${specifier}`);
    },
    load: (wanted) => ({ format: 'module', source: sources[wanted]!, shortCircuit: true }),
  });
  return {
    async load() {
      if (job.framework !== '') await import(/* @vite-ignore */ libraryUrl);
      const given = await loadGiven(job, (id) => import(/* @vite-ignore */ id === '' ? givenUrl : mutantUrl(id)));
      closed = true;
      close();
      const answer = (await import(/* @vite-ignore */ url)) as Loaded;
      if (mark !== '') hooks.deregister();
      return { answer, given };
    },
    address: () => url,
    refused: () => refused,
    send(frame, length) {
      for (let sent = 0; sent < length; ) sent += writeSync(3, frame, sent, length - sent);
    },
  };
}

/** In a browser's worker: frames leave as messages, and modules are blobs that name each other by their addresses. */
export async function serveWorker(bytes: ArrayBuffer, { limitBuffers, confine }: Walls): Promise<void> {
  const scope = globalThis as unknown as { postMessage(message: unknown): void };
  const post = scope.postMessage.bind(scope);
  const blobOf = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  let url = '';
  const host: Host = {
    async load(program) {
      const { code, given, framework, mutants } = program;
      const library = framework === '' ? '' : blobOf(framework);
      const linked = (text: string): string =>
        library === '' ? text : text.replaceAll(/(['"])#framework\1/g, JSON.stringify(library));
      url = blobOf(linked(code));
      if (library !== '') await import(/* @vite-ignore */ library);
      const hands = await loadGiven(
        program,
        (name) => import(/* @vite-ignore */ blobOf(linked(name === '' ? given : mutants[name]!))),
      );
      // As in a child process: what a timer throws while the file still waits for something is the reason why it does not load.
      addEventListener('error', (event) => {
        event.preventDefault();
        sendLoadError(host, (event as ErrorEvent).error);
        sendMark(host, tag.end, 0);
      });
      limitBuffers(() => sendMark(host, tag.memory, 0));
      confine(null);
      captureConsole(host);
      return { answer: (await import(/* @vite-ignore */ url)) as Loaded, given: hands };
    },
    address: () => url,
    refused: () => '',
    send: (frame) => post(frame),
  };
  await serve(host, readJob(new Uint8Array(bytes)));
}
