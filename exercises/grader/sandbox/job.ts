/** What the trusted side sends: one frame with the program, then one for each call. */
import { decodeValue, readWord } from './readValue.ts';
import type { Plan, Value } from './values.ts';
import { tag } from './wire.ts';

export interface Call {
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
  /** Of a package: the student's modules by name; only `code` may import them, as `#part/NAME`. */
  readonly parts?: Readonly<Record<string, string>>;
}

export interface Job extends Program {
  readonly calls: Call[];
}

/** Reads a job that the trusted side wrote: one `code` frame (the program as JSON), then `call` frames. */
export function readJob(bytes: Uint8Array): Job {
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
