/**
 * A tensor is a buffer plus the way to walk it: shape, strides, offset. Everything differentiable (`x.relu()`, `a.matmul(b)`)
 * is added by `ops/`, and `x.backward()` by `autograd/`; this file only holds numbers and knows who made them.
 */

import type { TracedTensor } from '../trace/events.ts';
import { checkPlace, inWords, signature } from './arguments.ts';
import { driverOf } from './device.ts';
import { allocate, type DataBuffer, type DType, isFloat } from './dtype.ts';
import { putElements } from './elements.ts';
import { ChalkgradError, shapeText } from './errors.ts';
import { isGradEnabled, type OpRecord } from './history.ts';
import { dropGradient, holdGradient, makeStorage, ownedStorage } from './ownership.ts';
import { contiguousStrides, isContiguous, type Shape, sizeOf } from './shape.ts';
import { type Device, type DeviceMemory, type Memory, Storage } from './storage.ts';

let nextTensorId = 1;

/** Nested lists of numbers, as deep as the tensor has axes. */
export type NestedNumbers = number | readonly NestedNumbers[];

/** Sees ∂loss/∂tensor on its way back; what it returns takes the gradient's place. */
export type GradientHook = (gradient: Tensor) => Tensor | undefined;

const calls = {
  requiresGrad: signature('requiresGrad_', { wanted: 'boolean' }),
  registerHook: signature('registerHook', { hook: 'function' }),
  copyFrom: signature('copyFrom_', { given: 'numbersOrTensor' }),
  moveTo: signature('moveTo_', { storage: 'storage' }),
};

export class Tensor {
  /** Unique in the process; trace events use it. */
  readonly id: number;
  /** Shared with every view of the same memory. */
  storage: Storage;
  /** Sizes of the axes; [] for a scalar. */
  readonly shape: Shape;
  /** Elements to jump for one step along each axis; 0 where an axis was stretched by broadcasting. */
  readonly strides: readonly number[];
  /** Where element [0, 0, …] stands in the buffer. */
  readonly offset: number;
  /** Should `backward` leave a gradient here? */
  requiresGrad: boolean;
  /** The op that made this tensor; null for a leaf (data, parameter, result of noGrad). */
  history: OpRecord<Tensor> | null;
  /** What `registerHook` was given, in order; null for nearly every tensor. */
  hooks: Set<GradientHook> | null;
  /** A name for people: parameters carry their path, `conv1.weight`. */
  label: string;
  private gradient: Tensor | null;
  /** The shape before a reshape or flatten, so that an error about features can say where they come from. */
  reshapedFrom: Shape | null;

  constructor(storage: Storage, shape: Shape, strides: readonly number[] = stridesOn(storage, shape), offset = 0) {
    this.id = nextTensorId++;
    this.storage = storage;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.requiresGrad = false;
    this.gradient = null;
    this.history = null;
    this.hooks = null;
    this.label = '';
    this.reshapedFrom = null;
  }

  get dtype(): DType {
    return this.storage.dtype;
  }

  /** ∂loss/∂this, added up by every `backward` until someone sets it to null. It lives as long as this tensor holds it. */
  get grad(): Tensor | null {
    return this.gradient;
  }

  set grad(gradient: Tensor | null) {
    const before = this.gradient;
    this.gradient = gradient;
    if (gradient !== null) holdGradient(gradient.storage, this.storage);
    if (before !== null) dropGradient(before.storage, this.storage);
  }

  /** Where the numbers live. */
  get device(): Device {
    return this.storage.device;
  }

  /** What kernels work on, shared with views: a typed array on the CPU, a handle on a GPU. */
  get memory(): Memory {
    return this.storage.memory;
  }

  /** The raw numbers, shared with views (CPU): read them through shape, strides and offset. */
  get buffer(): DataBuffer {
    return this.storage.buffer;
  }

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  get isContiguous(): boolean {
    return isContiguous(this.shape, this.strides);
  }

  /** A leaf was not made by a recorded op: gradients are kept only on leaves. */
  get isLeaf(): boolean {
    return this.history === null;
  }

  /** The elements in row-major order, copied. Works on every backend. */
  data(): Promise<DataBuffer> {
    return this.device === 'cpu' ? Promise.resolve(this.dataSync()) : readBack(this);
  }

  /** The elements in row-major order, copied, at once (CPU). */
  dataSync(): DataBuffer {
    const out = allocate(this.dtype, this.size);
    copyElements(this, out);
    return out;
  }

  /** The only element of a one-element tensor. Works on every backend. */
  async item(): Promise<number> {
    if (this.device === 'cpu') return this.itemSync();
    this.checkSingle();
    return (await this.data())[0]!;
  }

  /** The only element of a one-element tensor, at once (CPU). */
  itemSync(): number {
    this.checkSingle();
    return this.buffer[this.offset]!;
  }

  private checkSingle(): void {
    if (this.size === 1) return;
    throw new ChalkgradError(
      `item: a tensor of shape ${shapeText(this.shape)} has ${this.size} elements, not one`,
      'reduce it first (sum, mean) or read all of it with data().',
    );
  }

  /** A copy on the CPU, cut off from history; the tensor itself where it is there already. The way there is `x.to('webgpu')`. */
  async cpu(): Promise<Tensor> {
    if (this.device === 'cpu') return this;
    return tensorFrom(await this.data(), this.shape, this.dtype);
  }

  /** The elements as nested lists (CPU): a number for a scalar. */
  toArray(): NestedNumbers {
    const flat = this.dataSync();
    let position = 0;
    const build = (axis: number): NestedNumbers =>
      axis === this.rank ? flat[position++]! : Array.from({ length: this.shape[axis]! }, () => build(axis + 1));
    return build(0);
  }

  /** The same numbers, cut off from history: gradients stop here. Shares memory. */
  detach(): Tensor {
    return new Tensor(this.storage, this.shape, this.strides, this.offset);
  }

  /** Mark as a leaf that wants a gradient; returns itself. */
  requiresGrad_(wanted = true): this {
    checkPlace(calls.requiresGrad, 0, wanted);
    if (wanted && this.dtype !== 'float32' && this.dtype !== 'float64') {
      throw new ChalkgradError(
        `requiresGrad: a tensor of dtype ${this.dtype} cannot have a gradient`,
        "only float32 and float64 can; convert with .to('float32').",
      );
    }
    this.requiresGrad = wanted;
    return this;
  }

  /**
   * Let `hook` see this tensor's gradient during `backward`, complete, before anything is made of it: for a leaf before it is
   * added to `grad`, for any other tensor before it goes on to what it was computed from. Hooks run in the order they were
   * registered; whatever one returns takes the gradient's place. Returns a function that removes the hook.
   *
   * @example const stop = hidden.registerHook((gradient) => gradient.clamp(-1, 1));
   */
  registerHook(hook: GradientHook): () => void {
    checkPlace(calls.registerHook, 0, hook);
    if (!this.requiresGrad) {
      throw new ChalkgradError(
        `registerHook: the tensor ${shapeText(this.shape)} will get no gradient`,
        'hooks work on tensors that want one: requiresGrad_() on a leaf, or the result of an op on such a leaf.',
      );
    }
    const hooks = this.hooks ?? new Set();
    this.hooks = hooks;
    hooks.add(hook);
    return () => {
      hooks.delete(hook);
    };
  }

  /**
   * Overwrite this memory with `values` (row-major), or with a tensor of the same size, on any device. A tensor that wants a gradient can only be changed inside `noGrad`: the
   * change is not part of any history. Ops that ran before notice it (`backward` refuses to use overwritten values).
   *
   * @example noGrad(() => w.copyFrom_(w.sub(w.grad.mul(0.1))));
   */
  copyFrom_(given: ArrayLike<number> | Tensor): this {
    checkPlace(calls.copyFrom, 0, given);
    const values = given instanceof Tensor ? valuesOf(given, this.device) : given;
    if (this.requiresGrad && isGradEnabled()) {
      throw new ChalkgradError(
        `copyFrom_: a tensor of shape ${shapeText(this.shape)} that wants a gradient was changed in place while history is recorded`,
        'the change would be invisible to backward: update parameters inside noGrad(() => …).',
      );
    }
    if (values.length !== this.size || !this.isContiguous) {
      throw new ChalkgradError(
        `copyFrom_: ${values.length} values do not fill a tensor of shape ${shapeText(this.shape)} (${this.size} elements)`,
        'give exactly one value per element, row-major, to a tensor that is not a strided view.',
      );
    }
    if (this.device === 'cpu') putElements('copyFrom_', values, this.dtype, this.buffer, this.offset);
    else writeTo(this, given instanceof Tensor ? given : null, values);
    this.storage.version++;
    return this;
  }

  /**
   * Stand on other memory with the same numbers in the same places: how a module moves to another device. History and gradient belong to
   * the old memory and are forgotten.
   */
  moveTo_(storage: Storage): void {
    checkPlace(calls.moveTo, 0, storage);
    this.grad = null;
    this.history = null;
    this.storage = storage;
  }

  /** How trace events show this tensor. */
  traced(): TracedTensor {
    const { id, label, shape, dtype } = this;
    return { id, label, shape, dtype, read: (place) => (place === undefined ? this : this.along(place)).dataSync() };
  }

  /** What stands at a place of the first axis, as a view for somebody who reads it at once. */
  private along(place: number): Tensor {
    return new Tensor(this.storage, this.shape.slice(1), this.strides.slice(1), this.offset + place * this.strides[0]!);
  }
}

/**
 * A fresh contiguous tensor that an op will fill, every element of it: what stands there now is whatever the memory held before. Who fills
 * only a part, or adds up, begins with `zeros`.
 */
export const emptyTensor = (shape: Shape, dtype: DType): Tensor =>
  new Tensor(makeStorage(dtype, sizeOf(shape)), shape, contiguousStrides(shape));

/** Row-major strides for a constructor that was given none. Whoever takes it for PyTorch's torch.Tensor([1, 2]) is told. */
function stridesOn(storage: Storage, shape: Shape): number[] {
  if (storage instanceof Storage && Array.isArray(shape)) return contiguousStrides(shape);
  throw new ChalkgradError(
    `new Tensor: its first argument is ${inWords(storage)}, it must be memory (a Storage), and then a shape`,
    'make tensors of numbers with tensor([1, 2]), or empty ones with zeros([2, 3]).',
  );
}

/** A tensor over existing memory, row-major, not copied. The memory stays yours: no scope releases it. */
export const tensorFrom = (buffer: DataBuffer, shape: Shape, dtype: DType): Tensor => {
  checkFills(buffer.length, shape);
  const storage = new Storage(buffer, dtype);
  storage.isGiven = true;
  return new Tensor(storage, shape);
};

/** Is this the right number of values for a shape? */
export function checkFills(count: number, shape: Shape): void {
  if (count === sizeOf(shape)) return;
  throw new ChalkgradError(
    `tensor: ${count} values do not fill shape ${shapeText(shape)} (${sizeOf(shape)} elements)`,
    'the product of the sizes must equal the number of values.',
  );
}

/** A copy of a CPU's storage on a device; the storage itself where it is there already. For moving; nothing is recorded. */
export function movedStorage(storage: Storage, device: Device): Storage {
  if (storage.device === device) return storage;
  if (device === 'cpu') {
    throw new ChalkgradError(
      `to: what is on ${storage.device} cannot come to the CPU at once`,
      'its numbers are read when the device has computed them: await x.cpu().',
    );
  }
  const driver = driverOf(device);
  return ownedStorage(driver.upload(storage.buffer, storage.dtype), storage.dtype, driver);
}

/** A copy of a device's storage on the CPU; the storage itself where it is there already. */
export async function storageOnCpu(storage: Storage): Promise<Storage> {
  if (storage.device === 'cpu') return storage;
  const memory = storage.memory as DeviceMemory;
  return new Storage(await driverOf(storage.device).read(memory, 0, memory.length), storage.dtype);
}

/** Numbers of a device, when everything enqueued before is done; a strided view is straightened here. */
async function readBack(from: Tensor): Promise<DataBuffer> {
  const driver = driverOf(from.device);
  const memory = from.memory as DeviceMemory;
  const { shape, strides, offset, size } = from;
  if (from.isContiguous) return driver.read(memory, offset, size);
  const all = await driver.read(memory, 0, memory.length);
  return new Tensor(new Storage(all, from.dtype), shape, strides, offset).dataSync();
}

/** What `copyFrom_` looks at: numbers, or only how many there are where both tensors are on one device and no number leaves it. */
const valuesOf = (from: Tensor, target: Device): ArrayLike<number> =>
  target !== 'cpu' && from.device === target ? { length: from.size } : from.dataSync();

/** Numbers as elements of a dtype: what `copyFrom_` writes on the CPU, too. */
function elementsOf(values: ArrayLike<number>, dtype: DType): DataBuffer {
  const elements = allocate(dtype, values.length);
  putElements('copyFrom_', values, dtype, elements);
  return elements;
}

/** Overwrite a contiguous tensor on a device: from another one there, or from numbers of the CPU. */
function writeTo(target: Tensor, from: Tensor | null, values: ArrayLike<number>): void {
  const driver = driverOf(target.device);
  const memory = target.memory as DeviceMemory;
  if (from === null || from.device === 'cpu') {
    driver.write(memory, target.offset, isFloat(target.dtype) ? values : elementsOf(values, target.dtype));
    return;
  }
  if (!from.isContiguous || from.dtype !== target.dtype) {
    throw new ChalkgradError(
      `copyFrom_: a strided view, or one of another dtype (${from.dtype}), cannot be copied over a ${target.dtype} tensor on ${target.device}`,
      'straighten it first: .contiguous(), .to(dtype).',
    );
  }
  driver.copy(from.memory as DeviceMemory, from.offset, memory, target.offset, target.size);
}

/** Walk a strided view in row-major order: an odometer over the leading axes, a plain loop over the last. */
function copyElements(from: Tensor, out: DataBuffer): void {
  const { buffer, shape, strides, offset, size } = from;
  if (from.isContiguous) {
    out.set(buffer.subarray(offset, offset + size));
    return;
  }
  const last = shape.length - 1;
  const length = shape[last]!;
  const step = strides[last]!;
  const counter = new Array<number>(last).fill(0);
  let base = offset;
  for (let position = 0; position < size; position += length) {
    for (let i = 0; i < length; i++) out[position + i] = buffer[base + i * step]!;
    for (let axis = last - 1; axis >= 0; axis--) {
      base += strides[axis]!;
      if (++counter[axis]! < shape[axis]!) break;
      base -= counter[axis]! * strides[axis]!;
      counter[axis] = 0;
    }
  }
}
