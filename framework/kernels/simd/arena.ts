/**
 * Blocks of the kernels' own memory, so that tensors can live where kernels read and write them in place. Sizes are rounded to
 * four classes in each doubling; a returned block waits on its class's shelf. Blocks are never cleared and never split, and the
 * arena never grows past its share: when it is full, `allocate` says null and an ordinary array serves as well.
 */
import { bytesPerElement, type DataBuffer, type DType } from '../../tensor/dtype.ts';
import type { Allocator } from '../../tensor/pool.ts';
import { extendArena, wasmBuffer } from './engine.ts';

const SMALLEST = 64; // bytes
const KEPT_BITS = 2; // of a size when it is rounded up
/** Behind each block, for the vector that hangs over its end: a kernel with two results must not touch one while it puts the other's back. */
const OVERHANG = 16; // bytes

/** Bytes of the block that holds `size` bytes: a multiple of 16. */
function blockSize(size: number): number {
  if (size <= SMALLEST) return SMALLEST;
  const spare = 31 - Math.clz32(size) - KEPT_BITS;
  return ((size + (1 << spare) - 1) >>> spare) << spare;
}

const shelves = new Map<number, DataBuffer[]>();
let used = 0;
/** The memory that the shelves' blocks are of: it changes once, when threads are to share it. */
let home: ArrayBufferLike | null = null;
const LARGEST = 1 << 28; // bytes

function view(dtype: DType, at: number, n: number): DataBuffer {
  const buffer = wasmBuffer();
  switch (dtype) {
    case 'float32':
      return new Float32Array(buffer, at, n);
    case 'float64':
      return new Float64Array(buffer, at, n);
    case 'int32':
      return new Int32Array(buffer, at, n);
    case 'bool':
      return new Uint8Array(buffer, at, n);
  }
}

const fits = (buffer: DataBuffer, dtype: DType): boolean =>
  dtype === 'float32'
    ? buffer instanceof Float32Array
    : dtype === 'int32'
      ? buffer instanceof Int32Array
      : dtype === 'bool'
        ? buffer instanceof Uint8Array
        : buffer instanceof Float64Array;

/** New shelves for a new memory. */
function settle(): void {
  if (home === wasmBuffer()) return;
  home = wasmBuffer();
  shelves.clear();
  used = 0;
}

/** Blocks in WASM memory, for tensor/ownership.ts. */
export const arena: Allocator = {
  allocate(dtype, n) {
    const size = n * bytesPerElement[dtype];
    if (size === 0 || size > LARGEST) return null;
    settle();
    const block = blockSize(size);
    const found = shelves.get(block)?.pop();
    if (found !== undefined) {
      used += block;
      return found.length === n && fits(found, dtype) ? found : view(dtype, found.byteOffset, n);
    }
    const at = extendArena(block + OVERHANG);
    if (at === 0) return null;
    used += block;
    return view(dtype, at, n);
  },
  free(buffer) {
    settle();
    if (buffer.buffer !== home) return; // of the memory before: the garbage collector's
    const block = blockSize(buffer.byteLength);
    used -= block;
    const shelf = shelves.get(block);
    if (shelf === undefined) shelves.set(block, [buffer]);
    else shelf.push(buffer);
  },
  bytesInUse: () => used,
};
