/** Ways to make a tensor from nothing. Not differentiable: these are where data and parameters come from. */
import { checkLast, checkPlace, inWords, NO_OPTIONS, type Signature, signature } from './arguments.ts';
import { currentDevice, driverOf, onDevice } from './device.ts';
import { allocate, type DataBuffer, type DType, isFloat } from './dtype.ts';
import { elementOf, putElements } from './elements.ts';
import { ChalkgradError, shapeText } from './errors.ts';
import { ownedStorage } from './ownership.ts';
import type { Generator } from './random.ts';
import { getDefaultGenerator } from './random.ts';
import { type Shape, sizeOf } from './shape.ts';
import { type Device, Storage } from './storage.ts';
import { checkFills, emptyTensor, type NestedNumbers, Tensor } from './Tensor.ts';

export interface TensorOptions {
  /** Default float32. */
  readonly dtype?: DType;
  /** Default false. */
  readonly requiresGrad?: boolean;
  /** Default: the current device, which is the CPU unless `useBackend` chose another one. */
  readonly device?: Device;
}

export interface RandomOptions extends TensorOptions {
  /** Default: the stream started by `manualSeed`. */
  readonly generator?: Generator;
}

const options = { dtype: 'dtype?', requiresGrad: 'boolean?', device: 'device?' } as const;
const random = { ...options, generator: 'generator?' } as const;

/** What may stand in the calls below. */
const calls = {
  tensor: signature('tensor', { values: 'anything' }, { ...options, shape: 'shape?' }),
  full: signature('full', { shape: 'shape', value: 'number' }, options),
  zeros: signature('zeros', { shape: 'shape' }, options),
  ones: signature('ones', { shape: 'shape' }, options),
  zerosLike: signature('zerosLike', { x: 'tensor' }),
  onesLike: signature('onesLike', { x: 'tensor' }),
  fullLike: signature('fullLike', { x: 'tensor', value: 'number' }),
  arange: signature('arange', { start: 'finite', end: 'finite?', step: 'number?' }, options),
  linspace: signature('linspace', { start: 'finite', end: 'finite', count: 'size' }, options),
  eye: signature('eye', { rows: 'size', columns: 'size?' }, options),
  rand: signature('rand', { shape: 'shape' }, random),
  randn: signature('randn', { shape: 'shape' }, random),
  randint: signature('randint', { low: 'whole', high: 'whole', shape: 'shape' }, random),
};

/** A tensor whose elements `fill` writes, all of them; as floats first where they may not be what the dtype holds. */
function filled(
  op: string,
  shape: Shape,
  dtype: DType,
  options: TensorOptions,
  fill: (buffer: DataBuffer) => void,
): Tensor {
  if (isFloat(dtype)) return placed(shape, dtype, options, fill);
  return placed(shape, dtype, options, (buffer) => putElements(op, drawn(buffer.length, fill), dtype, buffer));
}

/** A tensor on the device that is asked for, its memory written by `fill`. */
function placed(shape: Shape, dtype: DType, options: TensorOptions, fill: (buffer: DataBuffer) => void): Tensor {
  const device = options.device ?? currentDevice();
  if (device !== 'cpu') return uploaded(device, shape, dtype, options, fill);
  const made = emptyOnCpu(shape, dtype);
  fill(made.buffer);
  return made.requiresGrad_(options.requiresGrad ?? false);
}

function drawn(count: number, fill: (buffer: DataBuffer) => void): Float64Array<ArrayBuffer> {
  const values = new Float64Array(count);
  fill(values);
  return values;
}

const emptyOnCpu = (shape: Shape, dtype: DType): Tensor =>
  currentDevice() === 'cpu' ? emptyTensor([...shape], dtype) : onDevice('cpu', () => emptyTensor([...shape], dtype));

/** The same on a device: the CPU fills a buffer, and the device gets a copy. */
function uploaded(
  device: Device,
  shape: Shape,
  dtype: DType,
  options: TensorOptions,
  fill: (buffer: DataBuffer) => void,
): Tensor {
  const buffer = allocate(dtype, sizeOf(shape));
  fill(buffer);
  const driver = driverOf(device);
  const made = new Tensor(ownedStorage(driver.upload(buffer, dtype), dtype, driver), [...shape]);
  return made.requiresGrad_(options.requiresGrad ?? false);
}

/** One number that ops only read: a device may lend the same memory again and again. */
export function scalar(value: number, dtype: DType): Tensor {
  const device = currentDevice();
  if (device === 'cpu') {
    const made = emptyTensor([], dtype);
    made.buffer[0] = value;
    return made;
  }
  return new Tensor(new Storage(driverOf(device).scalar(dtype, value), dtype), []);
}

/** A list in which entries may be lists themselves; at the bottom numbers, or true and false. */
type Nested = number | boolean | readonly Nested[];

function shapeOfNested(values: Nested): number[] {
  const shape: number[] = [];
  for (let level = values; typeof level !== 'number' && typeof level !== 'boolean'; level = level[0]!) {
    if (!Array.isArray(level) && !ArrayBuffer.isView(level)) throw noNumber(level);
    shape.push(level.length);
    if (level.length === 0) break;
  }
  return shape;
}

function flattenNested(values: Nested, shape: Shape, axis: number, out: DataBuffer, position: number): number {
  if (typeof values === 'number' || typeof values === 'boolean') {
    if (axis === shape.length) {
      out[position] = Number(values);
      return position + 1;
    }
  } else if (!Array.isArray(values) && !ArrayBuffer.isView(values)) throw noNumber(values);
  else if (axis < shape.length && values.length === shape[axis]) {
    let next = position;
    for (const inner of values) next = flattenNested(inner as Nested, shape, axis + 1, out, next);
    return next;
  }
  throw new ChalkgradError(
    `tensor: the nested lists are ragged: shape ${shapeText(shape)} was expected from the first entries`,
    'every list at the same depth must have the same length.',
  );
}

const noNumber = (value: unknown): ChalkgradError =>
  new ChalkgradError(
    `tensor: among the numbers is ${value === undefined ? 'nothing (undefined)' : inWords(value)}`,
    value instanceof Tensor
      ? 'join tensors with stack([a, b]) or concat([a, b]); a copy of one is x.detach().'
      : typeof value === 'string'
        ? 'texts must become numbers first: Number(text), or a tokenizer.'
        : 'give numbers, lists of numbers as deep as the tensor has axes, or a typed array.',
  );

/** Does the first entry, however deep, say true or false? */
function isTruth(values: Nested): boolean {
  let level: unknown = values;
  while (Array.isArray(level)) level = level[0];
  return typeof level === 'boolean';
}

/**
 * A tensor from nested lists, or from a typed array together with a shape. Lists of true and false make a bool tensor; bool is true for
 * every number but 0. int32 cuts fractions off and refuses NaN and what lies beyond its range.
 *
 * @example
 * tensor([[1, 2], [3, 4]]);                               // float32 [2, 2]
 * tensor([0, 2, 1], { dtype: 'int32' });                  // labels
 * tensor(new Float32Array(6), { shape: [2, 3] });
 */
export function tensor(
  values: NestedNumbers | DataBuffer,
  options: TensorOptions & { readonly shape?: Shape } = NO_OPTIONS,
): Tensor {
  const { dtype: named, shape: wanted } = checkLast(calls.tensor, options);
  if (ArrayBuffer.isView(values)) {
    if (!('length' in values) || typeof values[0] === 'bigint') throw noNumber(values);
    const shape = wanted ?? [values.length];
    checkFills(values.length, shape);
    const dtype = named ?? 'float32';
    if (isFloat(dtype)) return filled('tensor', shape, dtype, options, (buffer) => buffer.set(values));
    return placed(shape, dtype, options, (buffer) => putElements('tensor', values, dtype, buffer));
  }
  const dtype = named ?? (isTruth(values) ? 'bool' : 'float32');
  const nested = shapeOfNested(values);
  const shape = wanted ?? nested;
  checkFills(sizeOf(nested), shape);
  return filled('tensor', shape, dtype, options, (buffer) => flattenNested(values, nested, 0, buffer, 0));
}

/** Every element the same. */
export function full(shape: Shape, value: number, options: TensorOptions = NO_OPTIONS): Tensor {
  checkPlace(calls.full, 0, shape);
  checkPlace(calls.full, 1, value);
  return uniformly('full', shape, value, checkLast(calls.full, options));
}

function uniformly(op: string, shape: Shape, value: number, options: TensorOptions): Tensor {
  const dtype = options.dtype ?? 'float32';
  const device = options.device ?? currentDevice();
  const element = elementOf(op, value, dtype);
  if (device === 'cpu') {
    const made = emptyOnCpu(shape, dtype);
    made.storage.fill(element);
    return made.requiresGrad_(options.requiresGrad ?? false);
  }
  const driver = driverOf(device);
  const made = new Tensor(ownedStorage(driver.fill(dtype, sizeOf(shape), element), dtype, driver), [...shape]);
  return made.requiresGrad_(options.requiresGrad ?? false);
}

/** Every element 0. `zeros([2, 3])` */
export function zeros(shape: Shape, options: TensorOptions = NO_OPTIONS): Tensor {
  checkShape(calls.zeros, shape, options);
  return uniformly('zeros', shape, 0, checkLast(calls.zeros, options));
}

/** Every element 1. `ones([2, 3])` */
export function ones(shape: Shape, options: TensorOptions = NO_OPTIONS): Tensor {
  checkShape(calls.ones, shape, options);
  return uniformly('ones', shape, 1, checkLast(calls.ones, options));
}

/** The shape is one list. Who spreads it over the arguments is told how to write it. */
function checkShape(call: Signature, shape: Shape, options: unknown): void {
  if (typeof (shape as unknown) === 'number') {
    const sizes = typeof options === 'number' ? `${String(shape)}, ${options}` : String(shape);
    throw new ChalkgradError(
      `${call.name}: the shape is the number ${String(shape)}, it must be one list of sizes`,
      `write ${call.name}([${sizes}]).`,
    );
  }
  checkPlace(call, 0, shape);
}

/** 0 and 1 as another tensor has its shape and dtype. */
export const zerosLike = (x: Tensor): Tensor => likewise(calls.zerosLike, x, 0);
/** Ones with the shape and dtype of another tensor. */
export const onesLike = (x: Tensor): Tensor => likewise(calls.onesLike, x, 1);
/** One value everywhere, with the shape and dtype of another tensor. */
export const fullLike = (x: Tensor, value: number): Tensor => {
  checkPlace(calls.fullLike, 1, value);
  return likewise(calls.fullLike, x, value);
};

function likewise(call: Signature, x: Tensor, value: number): Tensor {
  checkPlace(call, 0, x);
  return uniformly(call.name, x.shape, value, { dtype: x.dtype, device: x.device });
}

/** start, start + step, … below end. `arange(4)` is 0 1 2 3. Whole numbers give int32 unless a dtype is named. */
export function arange(start: number, end?: number, step = 1, options: TensorOptions = NO_OPTIONS): Tensor {
  for (const [at, value] of [start, end, step].entries()) checkPlace(calls.arange, at, value);
  checkLast(calls.arange, options);
  const [from, to] = end === undefined ? [0, start] : [start, end];
  if (step === 0 || !Number.isFinite(step) || (to - from) / step < 0) {
    throw new ChalkgradError(
      `arange: from ${from} a step of ${step} never arrives at ${to}`,
      'use a step other than 0 that leads from start towards end.',
    );
  }
  const whole = Number.isInteger(from) && Number.isInteger(step);
  const dtype = options.dtype ?? (whole ? 'int32' : 'float32');
  const count = Math.ceil((to - from) / step);
  return filled('arange', [count], dtype, options, (buffer) => {
    for (let i = 0; i < count; i++) buffer[i] = from + i * step;
  });
}

/** `count` evenly spaced values from start to end, both included. */
export function linspace(start: number, end: number, count: number, options: TensorOptions = NO_OPTIONS): Tensor {
  for (const [at, value] of [start, end, count].entries()) checkPlace(calls.linspace, at, value);
  const dtype = checkLast(calls.linspace, options).dtype ?? 'float32';
  return filled('linspace', [count], dtype, options, (buffer) => {
    for (let i = 0; i < count; i++) buffer[i] = count === 1 ? start : start + ((end - start) * i) / (count - 1);
  });
}

/** Ones on the diagonal. */
export function eye(rows: number, columns = rows, options: TensorOptions = NO_OPTIONS): Tensor {
  checkPlace(calls.eye, 0, rows);
  checkPlace(calls.eye, 1, columns);
  const dtype = checkLast(calls.eye, options).dtype ?? 'float32';
  return filled('eye', [rows, columns], dtype, options, (buffer) => {
    buffer.fill(0);
    for (let i = 0; i < Math.min(rows, columns); i++) buffer[i * columns + i] = 1;
  });
}

function draw(call: Signature, shape: Shape, options: RandomOptions, next: (generator: Generator) => number): Tensor {
  const { dtype = 'float32', generator = getDefaultGenerator() } = checkLast(call, options);
  return filled(call.name, shape, dtype, options, (buffer) => {
    for (let i = 0; i < buffer.length; i++) buffer[i] = next(generator);
  });
}

/** Uniform in [0, 1). */
export function rand(shape: Shape, options: RandomOptions = NO_OPTIONS): Tensor {
  checkShape(calls.rand, shape, options);
  return draw(calls.rand, shape, options, (g) => g.uniform());
}

/** Standard normal. */
export function randn(shape: Shape, options: RandomOptions = NO_OPTIONS): Tensor {
  checkShape(calls.randn, shape, options);
  return draw(calls.randn, shape, options, (g) => g.normal());
}

/** Whole numbers from low to high - 1, int32. */
export function randint(low: number, high: number, shape: Shape, options: RandomOptions = NO_OPTIONS): Tensor {
  for (const [at, value] of [low, high, shape].entries()) checkPlace(calls.randint, at, value);
  checkLast(calls.randint, options);
  if (high <= low || high - low > 2 ** 32) {
    throw new ChalkgradError(
      `randint: there is nothing to draw from ${low} up to ${high}`,
      'high is the first number that is not drawn: it must be above low, by at most 2³².',
    );
  }
  return draw(calls.randint, shape, { dtype: 'int32', ...options }, (g) => low + g.integer(high - low));
}
