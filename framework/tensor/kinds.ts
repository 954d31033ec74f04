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

function areFunctions(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  for (const name in value) if (typeof value[name] !== 'function') return false;
  return true;
}

const isColumnType = (value: unknown): boolean =>
  value === 'number' || value === 'integer' || value === 'boolean' || value === 'text';

const isList = (value: unknown): boolean =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

const isPair = (value: unknown): boolean =>
  isNumber(value) || (allOf(value, isNumber) && (value as readonly number[]).length === 2);

const isMargin = (value: unknown): boolean =>
  isSize(value) || (allOf(value, isSize) && (value as readonly unknown[]).length === 2);

const isAbove0 = (value: unknown): boolean => Number.isFinite(value) && (value as number) > 0;

const isAmount = (value: unknown): boolean => Number.isFinite(value) && (value as number) >= 0;

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

const isDevice = (value: unknown): boolean => value === 'cpu' || value === 'webgpu';

/** The words that signatures are written in. */
export const kinds = {
  tensor: { says: 'a tensor', holds: isTensor },
  storage: { says: 'memory of a tensor: x.storage', holds: (value) => value instanceof Storage },
  tensorOrNumber: { says: 'a tensor or a number', holds: (value) => isTensor(value) || isNumber(value) },
  tensors: { says: 'a list of tensors', holds: (value) => allOf(value, isTensor) },
  number: { says: 'a number', holds: isNumber },
  finite: { says: 'a finite number', holds: Number.isFinite },
  amount: { says: 'a finite number of at least 0', holds: isAmount },
  positive: { says: 'a finite number above 0', holds: isAbove0 },
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
  axis: { says: 'an axis: a whole number, -1 for the last', holds: isWhole },
  axes: {
    says: 'an axis, or a list of axes: whole numbers',
    holds: (value) => isWhole(value) || allOf(value, isWhole),
  },
  padding: {
    says: "a whole number of at least 0, two of them in a list, or 'same' or 'valid'",
    holds: (value) => isMargin(value) || value === 'same' || value === 'valid',
  },
  fill: {
    says: "a number, 'reflect', 'replicate' or 'circular', or { mode, value }",
    holds: (value) =>
      isNumber(value) ||
      typeof value === 'string' ||
      (isPlainObject(value) && Object.keys(value).every((key) => key === 'mode' || key === 'value')),
  },
  importance: {
    says: 'a tensor, or a finite number of at least 0',
    holds: (value) => isTensor(value) || isAmount(value),
  },
  factors: {
    says: 'a finite number above 0, or a list of them',
    holds: (value) => isAbove0(value) || (allOf(value, isAbove0) && (value as readonly unknown[]).length > 0),
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
    holds: isMargin,
  },
  probability: {
    says: 'a probability: a number from 0 to 1',
    holds: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  },
  pathOrNames: {
    says: 'the path of a file, or a function that names one for each cursor',
    holds: (value) => typeof value === 'string' || typeof value === 'function',
  },
  substitutes: {
    says: 'a list of substitutes: { name, id, by, run }',
    holds: (value) => allOf(value, (entry) => has(entry, 'name', 'string') && has(entry, 'run', 'function')),
  },
  texts: { says: 'a list of texts', holds: (value) => allOf(value, (entry) => typeof entry === 'string') },
  list: { says: 'a list', holds: Array.isArray },
  lists: { says: 'a list of lists', holds: (value) => allOf(value, Array.isArray) },
  iterable: { says: 'a list, or something else to go through', holds: isIterable },
  table: {
    says: 'a Table',
    holds: (value) => has(value, 'column', 'function') && Array.isArray((value as { names?: unknown }).names),
  },
  column: {
    says: "a column: { type: 'number', values } or { type: 'text', values }",
    holds: (value) =>
      has(value, 'type', 'string') &&
      isColumnType((value as { type?: unknown }).type) &&
      isList((value as { values?: unknown }).values),
  },
  columnTypes: {
    says: "types by column: { age: 'integer' }; a type is 'number', 'integer', 'boolean' or 'text'",
    holds: (value) => isPlainObject(value) && Object.values(value).every(isColumnType),
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
  cursor: {
    says: 'a place in a run: { epoch, batch, step }, numbered from 0',
    holds: (value) => isPlainObject(value) && isSize(value['epoch']) && isSize(value['batch']) && isSize(value['step']),
  },
  loader: { says: 'a DataLoader', holds: (value) => has(value, 'epoch', 'function') },
  supervised: {
    says: 'the parts of a training step: { model, optimizer, loss, measures }',
    holds: (value) =>
      has(value, 'loss', 'function') &&
      has(value, 'model', 'object') &&
      has(value, 'optimizer', 'object') &&
      areFunctions((value as { measures?: unknown }).measures),
  },
  batch: {
    says: 'a batch of a DataLoader, with its tensors',
    holds: (value) => has(value, 'tensors', 'object') && allOf((value as { tensors?: unknown }).tensors, isTensor),
  },
  pairOfTensors: {
    says: 'what a batch holds: { inputs, targets }',
    holds: (value) =>
      isPlainObject(value) &&
      isTensor(value['inputs']) &&
      (value['targets'] === undefined || isTensor(value['targets'])),
  },
  knobs: {
    says: "a run's knobs: { name: knob }",
    holds: (value) => isPlainObject(value) && Object.values(value).every((entry) => has(entry, 'kind', 'string')),
  },
  reports: {
    says: 'the reports of a run: fit(setup)',
    holds: (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
  },
  turnable: {
    says: 'a run, or another { name, knobs }',
    holds: (value) => has(value, 'name', 'string') && has(value, 'knobs', 'object'),
  },
  knobValue: {
    says: 'a number, a text, true or false, or a list of numbers',
    holds: (value) =>
      isNumber(value) || typeof value === 'string' || typeof value === 'boolean' || allOf(value, isNumber),
  },
  run: { says: "a run: findRun('line-regression')", holds: (value) => has(value, 'build', 'function') },
  knob: { says: "a knob of a run: { kind: 'number', … }", holds: (value) => has(value, 'kind', 'string') },
  rung: { says: 'a rung of gpuLadder', holds: (value) => has(value, 'run', 'function') },
  map: { says: 'a Map', holds: (value) => value instanceof Map },
  object: { says: 'an object', holds: (value) => typeof value === 'object' && value !== null },
  record: { says: 'an object { name: value }', holds: isPlainObject },
  functions: { says: 'an object { name: function }', holds: areFunctions },
  function: { says: 'a function', holds: (value) => typeof value === 'function' },
  functionOrNull: {
    says: 'a function, or null where there is none',
    holds: (value) => value === null || typeof value === 'function',
  },
  generator: {
    says: 'a random Generator: new Generator(seed)',
    holds: (value) => has(value, 'permutation', 'function'),
  },
  dtype: { says: "a dtype: 'float32', 'float64', 'int32' or 'bool'", holds: isDType },
  device: { says: "'cpu' or 'webgpu'", holds: isDevice },
  target: {
    says: "a dtype ('float32', 'float64', 'int32', 'bool') or a device ('cpu', 'webgpu')",
    holds: (value) => isDType(value) || isDevice(value),
  },
  bytes: { says: 'bytes in a Uint8Array', holds: (value) => value instanceof Uint8Array },
  anything: { says: 'anything', holds: () => true },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;
