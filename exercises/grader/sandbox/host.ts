/** What differs between a child process and a worker, and the frames that either sends. */
import { Bytes } from './intrinsics.ts';
import type { Program } from './job.ts';
import type { Loaded, Value } from './values.ts';
import { FRAME_HEADER_BYTES } from './wire.ts';
import { encodeFrame, newWriter, writeByte, writeValue } from './writeValue.ts';

/** What differs between a child process and a worker. */
export interface Host {
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

export function sendValue(host: Host, kind: number, callId: number, value: Value, flag = -1): void {
  const writer = newWriter();
  if (flag >= 0) writeByte(writer, flag);
  writeValue(writer, value);
  host.send(encodeFrame(kind, callId, writer.data, writer.length), FRAME_HEADER_BYTES + writer.length);
}

export function sendMark(host: Host, kind: number, callId: number): void {
  host.send(encodeFrame(kind, callId, new Bytes(0), 0), FRAME_HEADER_BYTES);
}

/** What closes everything but JavaScript to what is loaded after it: bufferBudget.ts and confine.ts, which travel in front of this file. */
export interface Walls {
  limitBuffers(tooMuch: () => void): void;
  confine(exit: (() => never) | null): void;
}

/** What the exercise gives, loaded before the student's code. `load('')` is `given.ts`. */
export async function loadGiven({ given, mutants }: Program, load: (name: string) => Promise<Loaded>): Promise<Loaded> {
  const modules: Record<string, unknown> = given === '' ? {} : { ...(await load('')) };
  for (const id of Object.keys(mutants)) modules[id] = await load(id);
  return modules;
}
