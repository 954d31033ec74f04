/**
 * From arrays to addresses. What lives in WASM memory is used where it is; anything else is copied into scratch first, and
 * results are copied back. Copying is cheap beside computing: 200 000 floats in 20 µs.
 */
import type { DataBuffer } from '../../tensor/dtype.ts';
import { isContiguous, sizeOf } from '../../tensor/shape.ts';
import type { Strided } from '../Kernels.ts';
import { bytes, floats, scratch, wasm, wasmBuffer, words } from './engine.ts';

/**
 * Does this array lie in WASM memory? Nothing there starts at 0, and asking a small ordinary array for its buffer would make
 * the engine allocate one: so the offset is looked at first.
 */
export const isResident = (array: DataBuffer): boolean => array.byteOffset !== 0 && array.buffer === wasmBuffer();

const SHORT = 16; // below, a loop is faster than a subarray and a set

function copyIn(array: DataBuffer, from: number, to: number): number {
  const n = to - from;
  if (array instanceof Float32Array) {
    const at = scratch(4 * n);
    const start = at >> 2;
    if (n <= SHORT) for (let i = 0; i < n; i++) floats[start + i] = array[from + i]!;
    else floats.set(n === array.length ? array : array.subarray(from, to), start);
    return at;
  }
  if (array instanceof Int32Array) {
    const at = scratch(4 * n);
    words.set(n === array.length ? array : array.subarray(from, to), at >> 2);
    return at;
  }
  const at = scratch(n);
  bytes.set(n === array.length ? array : array.subarray(from, to), at);
  return at;
}

/** Address of element [0, 0, …] of a view. Of an array that lies elsewhere, the part that the view can see is copied in. */
export function addressOf(x: Strided): number {
  const { memory, offset } = x;
  const size = memory.BYTES_PER_ELEMENT;
  if (isResident(memory)) return memory.byteOffset + offset * size;
  let low = offset;
  let high = offset;
  for (let axis = 0; axis < x.shape.length; axis++) {
    const n = x.shape[axis]!;
    if (n === 0) return scratch(16);
    const reach = (n - 1) * x.strides[axis]!;
    if (reach > 0) high += reach;
    else low += reach;
  }
  return copyIn(memory, low, high + 1) + (offset - low) * size;
}

/** Address of a view's elements in row-major order without gaps; copied where they do not lie so. Four-byte elements. */
export function addressOfDense(x: Strided): number {
  if (isContiguous(x.shape, x.strides)) return addressOf(x);
  const from = addressOf(x);
  const to = scratch(4 * sizeOf(x.shape));
  copyView(x, from, to);
  return to;
}

/** Write a view's elements (four bytes each) in row-major order to an address. */
export function copyView(x: Strided, from: number, to: number): void {
  // Neighbouring axes that can be read as one are merged; the kernel takes four, an odometer turns over the rest.
  const shape: number[] = [];
  const strides: number[] = [];
  for (let axis = 0; axis < x.shape.length; axis++) {
    const n = x.shape[axis]!;
    const step = x.strides[axis]!;
    if (n === 0) return;
    if (n === 1) continue;
    const last = shape.length - 1;
    if (last >= 0 && strides[last] === step * n) {
      shape[last]! *= n;
      strides[last] = step;
    } else {
      shape.push(n);
      strides.push(step);
    }
  }
  while (shape.length < 4) {
    shape.unshift(1);
    strides.unshift(0);
  }
  const lead = shape.length - 4;
  const [na, nb, rows, columns] = shape.slice(lead) as [number, number, number, number];
  const [sa, sb, sr, sc] = strides.slice(lead) as [number, number, number, number];
  const block = 4 * na * nb * rows * columns;
  const counter = new Array<number>(lead).fill(0);
  let at = from;
  let out = to;
  for (;;) {
    wasm.copy(na, nb, rows, columns, at, sa, sb, sr, sc, out);
    out += block;
    let axis = lead - 1;
    for (; axis >= 0; axis--) {
      at += 4 * strides[axis]!;
      if (++counter[axis]! < shape[axis]!) break;
      at -= 4 * strides[axis]! * shape[axis]!;
      counter[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/** Where a kernel may write what belongs into `out`; `deliver` brings it there. */
export const targetOf = (out: DataBuffer): number => (isResident(out) ? out.byteOffset : scratch(out.byteLength));

/** After the kernel: copy the result to where it belongs, unless it is there. */
export function deliver(out: DataBuffer, at: number): void {
  if (isResident(out)) return;
  const n = out.length;
  if (out instanceof Float32Array) {
    const start = at >> 2;
    if (n <= SHORT) for (let i = 0; i < n; i++) out[i] = floats[start + i]!;
    else out.set(floats.subarray(start, start + n));
  } else if (out instanceof Int32Array) {
    out.set(words.subarray(at >> 2, (at >> 2) + n));
  } else {
    out.set(bytes.subarray(at, at + n));
  }
}

/** A dense array that a kernel changes in place: `deliver` afterwards. */
export const inPlace = (array: DataBuffer): number =>
  isResident(array) ? array.byteOffset : copyIn(array, 0, array.length);
