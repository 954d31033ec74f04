/**
 * What may stand in one place of a call: a number, a shape, a tensor … TypeScript knows it from the types; who writes plain JavaScript is
 * told at run time, by arguments.ts. A kind asks for the type only; whether a number makes sense there, the function itself knows best.
 */
import { isDType } from './dtype.ts';
import { Storage } from './storage.ts';

export interface Kind {
  /** In words, after "it must be". */
  readonly says: string;
  readonly holds: (value: unknown) => boolean;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isWhole = (value: unknown): boolean => Number.isInteger(value);
const isSize = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1;

/** A Tensor, known by its memory: this file comes before Tensor.ts, which uses it. */
export const isTensor = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { storage?: unknown }).storage instanceof Storage;

function allOf(value: unknown, holds: (entry: unknown) => boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) if (!holds(value[i])) return false;
  return true;
}

/** A list, or a typed array: what has numbered entries. A tensor has none. */
const isNumbers = (value: unknown): boolean =>
  Array.isArray(value) ? allOf(value, isNumber) : ArrayBuffer.isView(value) && !(value instanceof DataView);

const isPair = (value: unknown): boolean =>
  isNumber(value) || (allOf(value, isNumber) && (value as readonly number[]).length === 2);

const isIterable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Symbol.iterator in value && !isTensor(value);

/** A plain object: not a list, not a tensor, not an instance of something else. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Has this object such a member? Kinds of things from rooms below are known by what they can do. */
const has = (value: unknown, name: string, type: string): boolean =>
  typeof value === 'object' && value !== null && typeof (value as Readonly<Record<string, unknown>>)[name] === type;

/** The words that signatures are written in. */
export const kinds = {
  tensor: { says: 'a tensor', holds: isTensor },
  tensorOrNumber: { says: 'a tensor or a number', holds: (value) => isTensor(value) || isNumber(value) },
  tensors: { says: 'a list of tensors', holds: (value) => allOf(value, isTensor) },
  number: { says: 'a number', holds: isNumber },
  finite: { says: 'a finite number', holds: Number.isFinite },
  positive: { says: 'a finite number above 0', holds: (value) => Number.isFinite(value) && (value as number) > 0 },
  whole: { says: 'a whole number', holds: isWhole },
  size: { says: 'a whole number of at least 0', holds: isSize },
  count: { says: 'a whole number of at least 1', holds: isCount },
  boolean: { says: 'true or false', holds: (value) => typeof value === 'boolean' },
  text: { says: 'a text', holds: (value) => typeof value === 'string' },
  shape: { says: 'a list of sizes, whole numbers of at least 0', holds: (value) => allOf(value, isSize) },
  sizes: {
    says: 'a size, or a list of sizes: whole numbers of at least 1',
    holds: (value) => isCount(value) || (allOf(value, isCount) && (value as readonly unknown[]).length > 0),
  },
  numberList: { says: 'a list of numbers', holds: (value) => allOf(value, isNumber) },
  numbers: { says: 'a list of numbers or a typed array', holds: isNumbers },
  values: {
    says: 'a list of values or a typed array',
    holds: (value) => Array.isArray(value) || isNumbers(value),
  },
  valuesOrTensor: {
    says: 'a list of values, a typed array or a tensor [N]',
    holds: (value) => isTensor(value) || Array.isArray(value) || isNumbers(value),
  },
  numbersOrTensor: {
    says: 'a list of numbers, or a tensor',
    holds: (value) => isTensor(value) || isNumbers(value),
  },
  axis: { says: 'an axis: a whole number, -1 for the last', holds: isNumber },
  axes: {
    says: 'an axis, or a list of axes: whole numbers',
    holds: (value) => isNumber(value) || allOf(value, isNumber),
  },
  padding: {
    says: "a number, two in a list, or 'same' or 'valid'",
    holds: (value) => isPair(value) || value === 'same' || value === 'valid',
  },
  fill: {
    says: "a number, 'reflect', 'replicate' or 'circular', or { mode, value }",
    holds: (value) =>
      isNumber(value) ||
      typeof value === 'string' ||
      (isPlainObject(value) && Object.keys(value).every((key) => key === 'mode' || key === 'value')),
  },
  rates: {
    says: 'a number, or a list of numbers',
    holds: (value) => isNumber(value) || allOf(value, isNumber),
  },
  pair: { says: 'a number, or two in a list', holds: isPair },
  counts: {
    says: 'a whole number of at least 1, or two of them in a list',
    holds: (value) => isCount(value) || (allOf(value, isCount) && (value as readonly unknown[]).length === 2),
  },
  margins: {
    says: 'a whole number of at least 0, or two of them in a list',
    holds: (value) => isSize(value) || (allOf(value, isSize) && (value as readonly unknown[]).length === 2),
  },
  probability: {
    says: 'a probability: a number from 0 to 1',
    holds: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  },
  texts: { says: 'a list of texts', holds: (value) => allOf(value, (entry) => typeof entry === 'string') },
  list: { says: 'a list', holds: Array.isArray },
  lists: { says: 'a list of lists', holds: (value) => allOf(value, Array.isArray) },
  iterable: { says: 'a list, or something else to go through', holds: isIterable },
  table: {
    says: 'a Table',
    holds: (value) => has(value, 'column', 'function') && Array.isArray((value as { names?: unknown }).names),
  },
  dataset: {
    says: 'a dataset, with length and batch()',
    holds: (value) => has(value, 'batch', 'function') && has(value, 'length', 'number'),
  },
  module: { says: 'a module', holds: (value) => has(value, 'namedParameters', 'function') },
  optimizer: {
    says: 'an optimizer',
    holds: (value) => has(value, 'step', 'function') && Array.isArray((value as { groups?: unknown }).groups),
  },
  setup: {
    says: 'a training setup: { model, optimizers, loader, step, … }',
    holds: (value) => has(value, 'step', 'function') && has(value, 'loader', 'object') && has(value, 'model', 'object'),
  },
  cursor: { says: 'a place in a run: { epoch, batch, step }', holds: (value) => has(value, 'epoch', 'number') },
  loader: { says: 'a DataLoader', holds: (value) => has(value, 'epoch', 'function') },
  object: { says: 'an object', holds: (value) => typeof value === 'object' && value !== null },
  record: { says: 'an object { name: value }', holds: isPlainObject },
  function: { says: 'a function', holds: (value) => typeof value === 'function' },
  generator: {
    says: 'a random Generator: new Generator(seed)',
    holds: (value) => has(value, 'permutation', 'function'),
  },
  dtype: { says: "a dtype: 'float32', 'float64', 'int32' or 'bool'", holds: isDType },
  device: { says: "'cpu' or 'webgpu'", holds: (value) => value === 'cpu' || value === 'webgpu' },
  bytes: { says: 'bytes in a Uint8Array', holds: (value) => value instanceof Uint8Array },
  anything: { says: 'anything', holds: () => true },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;
