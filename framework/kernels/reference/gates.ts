/**
 * How the cells of recurrent networks see their memory. The gates of a cell stand side by side, [N, G·H]; what is kept of them for the
 * way back lies one after the other, [G, N, H]. Cells are made of the plain kernels: a cell gives the same bits as its composed form.
 */
import { allocate, type DataBuffer } from '../../tensor/dtype.ts';
import type { Strided } from '../Kernels.ts';
import type { BinaryName } from '../scalar.ts';
import { zip } from './zip.ts';

/** Gate number k. gates: [N, G·H] → [N, H] */
export const gateOf = (gates: Strided, k: number, [rows, width]: readonly number[]): Strided => ({
  memory: gates.memory,
  dtype: gates.dtype,
  shape: [rows!, width!],
  strides: gates.strides,
  offset: gates.offset + k * width! * gates.strides[1]!,
});

/** Dense memory as `count` gates side by side. [N, count·H] */
export const sideBySide = (memory: DataBuffer, count: number, { dtype, shape: [rows, width] }: Strided): Strided => ({
  memory,
  dtype,
  shape: [rows!, count * width!],
  strides: [count * width!, 1],
  offset: 0,
});

/** Part k of what lies one after the other, as memory that kernels write. */
export const partOf = (memory: DataBuffer, k: number, n: number): DataBuffer => memory.subarray(k * n, (k + 1) * n);

/** Dense memory as a view like another. */
export const dense = (memory: DataBuffer, { dtype, shape: [rows, width] }: Strided): Strided => ({
  memory,
  dtype,
  shape: [rows!, width!],
  strides: [width!, 1],
  offset: 0,
});

/** f(x, y) in memory of its own, seen as a view. */
export function zipped(f: BinaryName, x: Strided, y: Strided): Strided {
  const memory = allocate(x.dtype, x.shape[0]! * x.shape[1]!);
  zip(f, x, y, memory);
  return dense(memory, x);
}
