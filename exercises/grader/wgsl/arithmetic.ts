/**
 * Numbers as a card computes them: f32 is rounded after every operation, i32 and u32 wrap around, a division by zero of whole
 * numbers gives the number back. Source: WebGPU Shading Language, §8.7 "Arithmetic expressions", §15.7 "Floating point evaluation".
 */
import type { ScalarName } from './shaderTypes.ts';

export type Binary = (a: never, b: never) => number | boolean;
type Numbers = (a: number, b: number) => number;
type Tests = (a: number, b: number) => boolean;

/** Taken once: what runs beside a learner's code does not ask for them again. */
export const { fround, imul } = Math;
const { trunc } = Math;

const tests: Readonly<Record<string, Tests>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

const floats: Readonly<Record<string, Numbers>> = {
  '+': (a, b) => fround(a + b),
  '-': (a, b) => fround(a - b),
  '*': (a, b) => fround(a * b),
  '/': (a, b) => fround(a / b),
  '%': (a, b) => fround(a % b),
};

const signed: Readonly<Record<string, Numbers>> = {
  '+': (a, b) => (a + b) | 0,
  '-': (a, b) => (a - b) | 0,
  '*': (a, b) => imul(a, b),
  '/': (a, b) => (b === 0 ? a : (a / b) | 0),
  '%': (a, b) => (b === 0 ? 0 : (a % b) | 0),
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
};

const unsigned: Readonly<Record<string, Numbers>> = {
  '+': (a, b) => (a + b) >>> 0,
  '-': (a, b) => (a - b) >>> 0,
  '*': (a, b) => imul(a, b) >>> 0,
  '/': (a, b) => (b === 0 ? a : trunc(a / b)),
  '%': (a, b) => (b === 0 ? 0 : a % b),
  '&': (a, b) => (a & b) >>> 0,
  '|': (a, b) => (a | b) >>> 0,
  '^': (a, b) => (a ^ b) >>> 0,
  '<<': (a, b) => (a << b) >>> 0,
  '>>': (a, b) => a >>> b,
};

/** Of numbers in the text of the program, before they have a type. */
const abstract: Readonly<Record<string, Numbers>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};
const abstractWhole: Readonly<Record<string, Numbers>> = {
  ...abstract,
  '/': (a, b) => trunc(a / b),
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
};

const logic: Readonly<Record<string, (a: boolean, b: boolean) => boolean>> = {
  '&': (a, b) => a && b,
  '|': (a, b) => a || b,
  '&&': (a, b) => a && b,
  '||': (a, b) => a || b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

const tables: Readonly<Record<ScalarName, Readonly<Record<string, Binary>>>> = {
  f32: { ...floats, ...tests },
  i32: { ...signed, ...tests },
  u32: { ...unsigned, ...tests },
  aint: { ...abstractWhole, ...tests },
  afloat: { ...abstract, ...tests },
  bool: logic,
};

export const isTest = (sign: string): boolean => Object.hasOwn(tests, sign);

/** What a sign does to two of a type; undefined where it has no meaning. */
export const binaryOf = (sign: string, type: ScalarName): Binary | undefined =>
  Object.hasOwn(tables[type], sign) ? tables[type][sign] : undefined;

const clampTo = (value: number, low: number, high: number): number =>
  Number.isNaN(value) ? 0 : Math.min(Math.max(trunc(value), low), high);

/** A value of one type as another; from f32 to whole numbers towards zero and no further than they reach. */
export function converter(from: ScalarName, to: ScalarName): (value: number | boolean) => number | boolean {
  if (from === to) return (value) => value;
  if (from === 'bool') return (value) => Number(value);
  if (to === 'bool') return (value) => value !== 0;
  if (to === 'f32') return (value) => fround(value as number);
  if (to === 'aint' || to === 'afloat') return (value) => value;
  const isFloating = from === 'f32' || from === 'afloat';
  if (to === 'i32')
    return isFloating ? (value) => clampTo(value as number, -(2 ** 31), 2 ** 31 - 1) : (value) => (value as number) | 0;
  return isFloating ? (value) => clampTo(value as number, 0, 2 ** 32 - 1) : (value) => (value as number) >>> 0;
}

const bits = new DataView(new ArrayBuffer(4));

/** The same four bytes read as another type. */
export function rebit(value: number, from: ScalarName, to: ScalarName): number {
  if (from === 'f32') bits.setFloat32(0, value);
  else bits.setUint32(0, value >>> 0);
  return to === 'f32' ? bits.getFloat32(0) : to === 'i32' ? bits.getInt32(0) : bits.getUint32(0);
}

/** Halves go to the even neighbour. */
function roundEven(x: number): number {
  const low = Math.floor(x);
  const above = x - low;
  if (above !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}

const one =
  (f: (x: number) => number) =>
  (x: number): number =>
    fround(f(x));

/** Functions of one f32. */
export const floatFunctions: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  exp: one(Math.exp),
  exp2: one((x) => 2 ** x),
  log: one(Math.log),
  log2: one(Math.log2),
  sqrt: one(Math.sqrt),
  inverseSqrt: one((x) => 1 / Math.sqrt(x)),
  sin: one(Math.sin),
  cos: one(Math.cos),
  tanh: one(Math.tanh),
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  round: roundEven,
  fract: one((x) => x - Math.floor(x)),
  sign: Math.sign,
  saturate: (x) => Math.min(Math.max(x, 0), 1),
};
