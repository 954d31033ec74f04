/** The numbers of the wire: kinds of frames and of values, and how much may cross. Bytes are little-endian, as on every machine that runs Node or a browser. */

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
export const MAX_CELLS = 20_000;

/** Arrays in arrays in arrays: deeper than any tensor of an exercise. */
export const MAX_DEPTH = 8;

/** Student text (error messages, type names) is cut to this many characters. */
export const MAX_TEXT = 500;

export const VALUE_NUMBER = 1;
export const VALUE_ARRAY = 2;
export const VALUE_OPAQUE = 3;
export const VALUE_TEXT = 4;
export const VALUE_TRUE = 5;
export const VALUE_FALSE = 6;
export const VALUE_NULL = 7;
export const VALUE_RECORD = 8;
export const VALUE_TYPED = 9;
export const VALUE_GIVEN = 10;

/** Kinds of typed arrays by their number on the wire; 0 is a bare ArrayBuffer. */
export const typedNames = [
  'ArrayBuffer',
  'Uint8Array',
  'Float32Array',
  'Float64Array',
  'Int32Array',
  'Uint32Array',
] as const;
export const typedClasses = [Uint8Array, Uint8Array, Float32Array, Float64Array, Int32Array, Uint32Array] as const;
