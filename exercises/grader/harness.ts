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

/** What crosses between the two sides: numbers, arrays of them, and a type name for anything else. */
export type Value = number | readonly Value[] | Opaque;

/** Something that is neither a number nor an array. Only the name of its type crosses. */
export interface Opaque {
  readonly is: string;
}

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

function writeText(writer: Writer, text: string): void {
  const scratch = new Bytes(MAX_TEXT * 3);
  const { written } = encodeInto(cut(text, 0, MAX_TEXT), scratch);
  writeWord(writer, written);
  for (let i = 0; i < written; i++) writeByte(writer, scratch[i]!);
}

function writeValue(writer: Writer, value: Value): void {
  if (typeof value === 'number') {
    writeByte(writer, VALUE_NUMBER);
    writeNumber(writer, value);
  } else if (isArray(value)) {
    const items = value as readonly Value[];
    writeByte(writer, VALUE_ARRAY);
    writeWord(writer, items.length);
    for (let i = 0; i < items.length; i++) writeValue(writer, items[i]!);
  } else {
    writeByte(writer, VALUE_OPAQUE);
    writeText(writer, (value as Opaque).is);
  }
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

function readText(cursor: Cursor): string {
  const length = readWord(cursor);
  if (length > MAX_TEXT * 3 || cursor.at + length > cursor.bytes.length) throw new RangeError('a text is too long');
  cursor.at += length;
  return new TextDecoder().decode(cursor.bytes.subarray(cursor.at - length, cursor.at));
}

function readValue(cursor: Cursor, depth: number): Value {
  if (depth > MAX_DEPTH) throw new RangeError('arrays are nested too deep');
  const kind = cursor.bytes[cursor.at++];
  if (kind === VALUE_NUMBER) return readNumber(cursor);
  if (kind === VALUE_OPAQUE) return { is: readText(cursor) };
  if (kind !== VALUE_ARRAY) throw new RangeError(`there is no kind of value ${kind}`);
  const count = readWord(cursor);
  // Every item takes at least one byte: a count that the bytes cannot hold is refused before anything is allocated.
  if (count > cursor.bytes.length - cursor.at) throw new RangeError('an array is longer than its bytes');
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
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  const name = tagOf(value); // '[object Float64Array]'
  return cut(name, 8, name.length - 1);
}

function countCells(items: readonly unknown[], budget: { left: number }, depth: number): void {
  if (depth > MAX_DEPTH) throw new TooBig();
  budget.left -= items.length;
  if (!(budget.left >= 0)) throw new TooBig();
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (isArray(item)) countCells(item, budget, depth + 1);
  }
}

function plainCopy(value: unknown): Value {
  if (typeof value === 'number') return value;
  if (!isArray(value)) return { is: typeName(value) };
  const items: Value[] = new Array(value.length);
  for (let i = 0; i < value.length; i++) {
    put(items, i, hasOwn(value, i) ? plainCopy(value[i]) : { is: 'undefined' });
  }
  return items;
}

/** Sets an item by definition, not assignment, so that neither an index setter on Array.prototype nor Object.prototype.get interferes. */
function put(items: Value[], i: number, value: Value): void {
  define(items, i, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}

/**
 * A plain copy of whatever a solution returned: numbers and arrays as they are, type names for the rest.
 * `structuredClone` reads every getter exactly once and refuses Proxies, so the copy cannot change afterwards.
 * Throws TooBig beyond MAX_CELLS, and whatever a getter of the value throws.
 */
export function snapshot(value: unknown): Value {
  if (!isArray(value)) return plainCopy(value);
  countCells(value, { left: MAX_CELLS }, 1);
  let copy: unknown;
  try {
    copy = copyOf(value);
  } catch {
    return { is: UNCOPYABLE };
  }
  countCells(copy as unknown[], { left: MAX_CELLS }, 1);
  return plainCopy(copy);
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
  return [{ is: name }, { is: message }, lineOf(error, url)];
}

interface Call {
  readonly id: number;
  readonly args: readonly Value[];
  readonly argBytes: Uint8Array;
  readonly argLength: number;
}

interface Job {
  readonly code: string;
  readonly exportName: string;
  readonly calls: Call[];
}

/** Reads a job that the trusted side wrote: one `code` frame (name, line feed, source), then `call` frames. */
function readJob(bytes: Uint8Array): Job {
  const calls: Call[] = [];
  let source = '';
  for (let at = 0; at < bytes.length; ) {
    const header = { bytes, at: at + 1 };
    const length = readWord(header);
    const id = readWord(header);
    const payload = bytes.slice(header.at, header.at + length);
    if (bytes[at] === tag.code) source = new TextDecoder().decode(payload);
    else if (bytes[at] === tag.call)
      calls.push({ id, args: decodeValue(payload) as readonly Value[], argBytes: payload, argLength: length });
    at = header.at + length;
  }
  const split = source.indexOf('\n');
  return { exportName: source.slice(0, split), code: source.slice(split + 1), calls };
}

/** What differs between a child process and a worker. */
interface Host {
  /** Loads the student's module. */
  load(): Promise<object>;
  /** The address under which stacks name the student's module. */
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

function answer(host: Host, solve: (...args: unknown[]) => unknown, call: Call): void {
  try {
    const value = snapshot(apply(solve, undefined, call.args));
    sendValue(host, tag.value, call.id, value, wasMutated(call) ? 1 : 0);
  } catch (error) {
    if (isTooBig(error)) sendMark(host, tag.tooBig, call.id);
    else sendValue(host, tag.failure, call.id, errorValue(error, host.address()));
  }
}

function sendLoadError(host: Host, error: unknown): void {
  const refused = host.refused();
  const kind = refused === '' ? 'error' : 'import';
  sendValue(host, tag.notLoaded, 0, [{ is: kind }, { is: refused }, errorValue(error, host.address())]);
}

async function loadSolution(host: Host, job: Job): Promise<((...args: unknown[]) => unknown) | null> {
  try {
    const loaded = (await host.load()) as Record<string, unknown>;
    const solve = loaded[job.exportName];
    if (typeof solve === 'function') return solve as (...args: unknown[]) => unknown;
    const names = plainNames(keysOf(loaded));
    sendValue(host, tag.notLoaded, 0, [{ is: 'export' }, names]);
  } catch (error) {
    sendLoadError(host, error);
  }
  return null;
}

function plainNames(names: readonly string[]): Value {
  const values: Value[] = new Array(names.length);
  for (let i = 0; i < names.length; i++) put(values, i, { is: names[i]! });
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
    sendValue(host, tag.log, 0, { is: line });
  };
  console.log = console.info = console.warn = console.error = console.debug = print;
}

/** Does one job from first to last frame. Everything after loading is synchronous: student timers and promises cannot interleave. */
async function serve(host: Host, job: Job): Promise<void> {
  captureConsole(host);
  const solve = await loadSolution(host, job);
  if (solve !== null) {
    sendMark(host, tag.loaded, 0);
    for (let i = 0; i < job.calls.length; i++) answer(host, solve, job.calls[i]!);
  }
  sendMark(host, tag.end, 0);
}

/** What closes everything but JavaScript to what is loaded after it: bufferBudget.ts and confine.ts, which travel in front of this file. */
export interface Walls {
  limitBuffers(tooMuch: () => void): void;
  confine(exit: (() => never) | null): void;
}

/**
 * In a Node child process: job on descriptor 0, frames on descriptor 3.
 * Every import except the student's own module is refused by a loader hook.
 */
export async function serveNode({ limitBuffers, confine }: Walls): Promise<void> {
  const { readFileSync, writeSync } = process.getBuiltinModule('node:fs');
  const { registerHooks } = process.getBuiltinModule('node:module');
  const exit = process.exit.bind(process);
  const url = 'answer:answer.ts';
  const job = readJob(readFileSync(0));
  let refused = '';
  registerHooks({
    resolve(specifier) {
      if (specifier === url) return { url, format: 'module', shortCircuit: true };
      refused = specifier;
      throw new Error(`import not allowed: ${specifier}`);
    },
    load: () => ({ format: 'module', source: job.code, shortCircuit: true }),
  });
  const host: Host = {
    load: () => import(/* @vite-ignore */ url) as Promise<object>,
    address: () => url,
    refused: () => refused,
    send(frame, length) {
      for (let sent = 0; sent < length; ) sent += writeSync(3, frame, sent, length - sent);
    },
  };
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
  await serve(host, job);
  exit(0);
}

/** In a browser's worker: frames leave as messages. */
export async function serveWorker(bytes: ArrayBuffer, { limitBuffers, confine }: Walls): Promise<void> {
  const scope = globalThis as unknown as { postMessage(message: unknown): void };
  const post = scope.postMessage.bind(scope);
  const job = readJob(new Uint8Array(bytes));
  const url = URL.createObjectURL(new Blob([job.code], { type: 'text/javascript' }));
  const host: Host = {
    load: () => import(/* @vite-ignore */ url) as Promise<object>,
    address: () => url,
    refused: () => '',
    send: (frame) => post(frame),
  };
  limitBuffers(() => sendMark(host, tag.memory, 0));
  confine(null);
  await serve(host, job);
}
