/**
 * Where buffers come from and where they go back to. A fresh array is dear: `new Float32Array(200_000)` costs as much as the loop that
 * fills it, since the system must hand out and zero its pages, and the garbage collector must find it again. A training step asks for
 * the same sizes over and over, so a scope (ownership.ts) lets its buffers go back to shelves, from which the next step takes them.
 */
import { allocate, bytesPerElement, type DataBuffer, type DType } from './dtype.ts';

/** A store of buffers. What it hands out holds whatever was in it before: only who overwrites every element may take from it. */
export interface Allocator {
  /** null: this store has no room, ask another one. */
  allocate(dtype: DType, n: number): DataBuffer | null;
  /** Take a buffer back. Nobody may read it afterwards. */
  free(buffer: DataBuffer): void;
  /** Write one number everywhere, where the store does it faster than the array would. Returns whether it did. */
  overwrite?(buffer: DataBuffer, value: number): boolean;
  bytesInUse(): number;
}

/** Bits of a size that stay when it is rounded up: four classes to each doubling, so at most a quarter of a buffer lies idle. */
const KEPT_BITS = 2;

/** Elements of the size class that `n` belongs to: exact up to 8, then 10, 12, 14, 16, 20, 24 … */
export function capacityOf(n: number): number {
  const spare = 31 - Math.clz32(n) - KEPT_BITS;
  return spare <= 0 ? n : ((n + (1 << spare) - 1) >>> spare) << spare;
}

/** Idle bytes that are kept at most; beyond them a buffer is left to the garbage collector. */
const MOST_IDLE = 1 << 30;
/** Larger ones are rare, and rounding them up would waste much: never kept. */
const LARGEST = 1 << 28;

type Shelves = Map<number, DataBuffer[]>;

const dtypeOf = (buffer: DataBuffer): DType =>
  buffer instanceof Float32Array
    ? 'float32'
    : buffer instanceof Int32Array
      ? 'int32'
      : buffer instanceof Float64Array
        ? 'float64'
        : 'bool';

/** An ordinary view of the first `n` elements. */
function view(dtype: DType, memory: ArrayBuffer, n: number): DataBuffer {
  switch (dtype) {
    case 'float32':
      return new Float32Array(memory, 0, n);
    case 'float64':
      return new Float64Array(memory, 0, n);
    case 'int32':
      return new Int32Array(memory, 0, n);
    case 'bool':
      return new Uint8Array(memory, 0, n);
  }
}

let poisonous = false;

/**
 * For tests: every buffer that is handed out or taken back is filled with NaN (whole numbers with their smallest, truth values with 255),
 * so that whoever trusts in zeros, or reads what was given back, gets wrong numbers at once and not once in a while.
 */
export function setPoison(on: boolean): void {
  poisonous = on;
}

/** Spoil a buffer, in poison mode. */
export function poison(buffer: DataBuffer): DataBuffer {
  if (poisonous)
    buffer.fill(buffer instanceof Int32Array ? -(2 ** 31) : buffer instanceof Uint8Array ? 255 : Number.NaN);
  return buffer;
}

/** Shelves of ordinary typed arrays by dtype and size class. */
export class BufferPool implements Allocator {
  private readonly shelves: Readonly<Record<DType, Shelves>> = {
    float32: new Map(),
    float64: new Map(),
    int32: new Map(),
    bool: new Map(),
  };
  private used = 0;
  private idle = 0;

  allocate(dtype: DType, n: number): DataBuffer {
    if (n === 0 || n > LARGEST) return allocate(dtype, n);
    const capacity = capacityOf(n);
    const bytes = capacity * bytesPerElement[dtype];
    this.used += bytes;
    const found = this.shelves[dtype].get(capacity)?.pop();
    if (found === undefined) {
      // Where the class is exact the array needs no buffer of its own, and small ones then live on the heap, where they are cheap.
      return capacity === n ? allocate(dtype, n) : view(dtype, new ArrayBuffer(bytes), n);
    }
    this.idle -= bytes;
    return found.length === n ? found : view(dtype, found.buffer, n);
  }

  free(buffer: DataBuffer): void {
    const n = buffer.length;
    if (n === 0 || n > LARGEST) return;
    const dtype = dtypeOf(buffer);
    const capacity = capacityOf(n);
    const bytes = capacity * bytesPerElement[dtype];
    this.used -= bytes;
    if (this.idle + bytes > MOST_IDLE) return;
    this.idle += bytes;
    const shelf = this.shelves[dtype].get(capacity);
    if (shelf === undefined) this.shelves[dtype].set(capacity, [buffer]);
    else shelf.push(buffer);
  }

  /** A buffer was collected as garbage instead: it is not in use any more, and does not come back. */
  forget(buffer: DataBuffer): void {
    if (buffer.length > 0 && buffer.length <= LARGEST) {
      this.used -= capacityOf(buffer.length) * bytesPerElement[dtypeOf(buffer)];
    }
  }

  bytesInUse(): number {
    return this.used;
  }

  /** Bytes on the shelves, ready to be handed out again. */
  bytesIdle(): number {
    return this.idle;
  }

  /** Leave everything idle to the garbage collector. */
  clear(): void {
    for (const shelves of Object.values(this.shelves)) shelves.clear();
    this.idle = 0;
  }
}
