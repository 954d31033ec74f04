/** What crosses between the two sides of the grader, and how an exercise is asked: plain data, and the words for it. */

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
 * - `shader`: `drive` as well, with an export that is a text.
 */
export type Mode = 'call' | 'class' | 'value' | 'drive' | 'shader';

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

/** How an array that holds a function, a symbol or a Proxy is reported. */
export const UNCOPYABLE = 'uncopyable';
