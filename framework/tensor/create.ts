/** Ways to make a tensor from nothing. Not differentiable: these are where data and parameters come from. */
import { currentDevice, driverOf, onDevice } from './device.ts';
import { allocate, type DataBuffer, type DType } from './dtype.ts';
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

/** A tensor whose elements `fill` writes, all of them. */
function filled(shape: Shape, dtype: DType, options: TensorOptions, fill: (buffer: DataBuffer) => void): Tensor {
  const device = options.device ?? currentDevice();
  if (device !== 'cpu') return uploaded(device, shape, dtype, options, fill);
  const made = emptyOnCpu(shape, dtype);
  fill(made.buffer);
  return made.requiresGrad_(options.requiresGrad ?? false);
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

function shapeOfNested(values: NestedNumbers): number[] {
  const shape: number[] = [];
  for (let level = values; typeof level !== 'number'; level = level[0]!) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  return shape;
}

function flattenNested(values: NestedNumbers, shape: Shape, axis: number, out: DataBuffer, position: number): number {
  if (typeof values === 'number') {
    if (axis === shape.length) {
      out[position] = values;
      return position + 1;
    }
  } else if (axis < shape.length && values.length === shape[axis]) {
    let next = position;
    for (const inner of values) next = flattenNested(inner, shape, axis + 1, out, next);
    return next;
  }
  throw new ChalkgradError(
    `tensor: the nested lists are ragged: shape ${shapeText(shape)} was expected from the first entries`,
    'every list at the same depth must have the same length.',
  );
}

/**
 * A tensor from nested lists, or from a typed array together with a shape.
 *
 * @example
 * tensor([[1, 2], [3, 4]]);                               // float32 [2, 2]
 * tensor([0, 2, 1], { dtype: 'int32' });                  // labels
 * tensor(new Float32Array(6), { shape: [2, 3] });
 */
export function tensor(
  values: NestedNumbers | DataBuffer,
  options: TensorOptions & { readonly shape?: Shape } = {},
): Tensor {
  const dtype = options.dtype ?? 'float32';
  if (ArrayBuffer.isView(values)) {
    const shape = options.shape ?? [values.length];
    checkFills(values.length, shape);
    return filled(shape, dtype, options, (buffer) => buffer.set(values));
  }
  const nested = shapeOfNested(values);
  const shape = options.shape ?? nested;
  checkFills(sizeOf(nested), shape);
  return filled(shape, dtype, options, (buffer) => flattenNested(values, nested, 0, buffer, 0));
}

/** Every element the same. */
export function full(shape: Shape, value: number, options: TensorOptions = {}): Tensor {
  const dtype = options.dtype ?? 'float32';
  const device = options.device ?? currentDevice();
  if (device === 'cpu') {
    const made = emptyOnCpu(shape, dtype);
    made.storage.fill(value);
    return made.requiresGrad_(options.requiresGrad ?? false);
  }
  const driver = driverOf(device);
  const made = new Tensor(ownedStorage(driver.fill(dtype, sizeOf(shape), value), dtype, driver), [...shape]);
  return made.requiresGrad_(options.requiresGrad ?? false);
}

/** Every element 0. `zeros([2, 3])` */
export const zeros = (shape: Shape, options: TensorOptions = {}): Tensor => full(shape, 0, options);
/** Every element 1. `ones([2, 3])` */
export const ones = (shape: Shape, options: TensorOptions = {}): Tensor => full(shape, 1, options);

/** 0 and 1 as another tensor has its shape and dtype. */
export const zerosLike = (x: Tensor): Tensor => full(x.shape, 0, { dtype: x.dtype, device: x.device });
/** Ones with the shape and dtype of another tensor. */
export const onesLike = (x: Tensor): Tensor => full(x.shape, 1, { dtype: x.dtype, device: x.device });
/** One value everywhere, with the shape and dtype of another tensor. */
export const fullLike = (x: Tensor, value: number): Tensor =>
  full(x.shape, value, { dtype: x.dtype, device: x.device });

/** start, start + step, … below end. `arange(4)` is 0 1 2 3. Whole numbers give int32 unless a dtype is named. */
export function arange(start: number, end?: number, step = 1, options: TensorOptions = {}): Tensor {
  const [from, to] = end === undefined ? [0, start] : [start, end];
  if (step === 0 || !Number.isFinite(step)) {
    throw new ChalkgradError(`arange: a step of ${step} never arrives`, 'use a step other than 0.');
  }
  const whole = Number.isInteger(from) && Number.isInteger(step);
  const dtype = options.dtype ?? (whole ? 'int32' : 'float32');
  const count = Math.max(0, Math.ceil((to - from) / step));
  return filled([count], dtype, options, (buffer) => {
    for (let i = 0; i < count; i++) buffer[i] = from + i * step;
  });
}

/** `count` evenly spaced values from start to end, both included. */
export function linspace(start: number, end: number, count: number, options: TensorOptions = {}): Tensor {
  const dtype = options.dtype ?? 'float32';
  return filled([count], dtype, options, (buffer) => {
    for (let i = 0; i < count; i++) buffer[i] = count === 1 ? start : start + ((end - start) * i) / (count - 1);
  });
}

/** Ones on the diagonal. */
export function eye(rows: number, columns = rows, options: TensorOptions = {}): Tensor {
  const dtype = options.dtype ?? 'float32';
  return filled([rows, columns], dtype, options, (buffer) => {
    buffer.fill(0);
    for (let i = 0; i < Math.min(rows, columns); i++) buffer[i * columns + i] = 1;
  });
}

function draw(shape: Shape, options: RandomOptions, next: (generator: Generator) => number): Tensor {
  const dtype = options.dtype ?? 'float32';
  const generator = options.generator ?? getDefaultGenerator();
  return filled(shape, dtype, options, (buffer) => {
    for (let i = 0; i < buffer.length; i++) buffer[i] = next(generator);
  });
}

/** Uniform in [0, 1). */
export const rand = (shape: Shape, options: RandomOptions = {}): Tensor => draw(shape, options, (g) => g.uniform());

/** Standard normal. */
export const randn = (shape: Shape, options: RandomOptions = {}): Tensor => draw(shape, options, (g) => g.normal());

/** Whole numbers from low to high - 1, int32. */
export const randint = (low: number, high: number, shape: Shape, options: RandomOptions = {}): Tensor =>
  draw(shape, { dtype: 'int32', ...options }, (g) => low + g.integer(high - low));
