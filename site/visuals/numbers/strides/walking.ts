/**
 * A walk through one row of numbers, as StrideWalk draws it: where each cell lies, whether it stays inside the memory, which jumps lead to a
 * cell, and what a copy would hold. Straightening and merging are the framework's own (`kernels/reference`). Pure.
 */
import { copy } from '#framework/kernels/reference/copy.ts';
import { mergeAxes } from '#framework/kernels/reference/walk.ts';
import { contiguousStrides, isContiguous, placeOf, sizeOf } from '#framework/tensor/shape.ts';

export interface Walk {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** A dense tensor of its own memory. */
export const dense = (shape: readonly number[]): Walk => ({ shape, strides: contiguousStrides(shape), offset: 0 });

/** offset + Σ index · stride. */
export const placeAt = ({ strides, offset }: Walk, index: readonly number[]): number =>
  index.reduce((place, i, axis) => place + i * strides[axis]!, offset);

/** Places of all cells, row by row. */
export const placesOf = (walk: Walk): number[] =>
  Array.from({ length: sizeOf(walk.shape) }, (_, position) => placeAt(walk, placeOf(position, walk.shape)));

/** Why a walk is not possible: the first cell that would be read outside of `length` numbers; null where all is well. */
export function refusalOf(
  walk: Walk,
  length: number,
): { readonly index: readonly number[]; readonly place: number } | null {
  if (walk.shape.includes(0)) return null;
  const furthest = walk.shape.map((n) => n - 1);
  if (placeAt(walk, furthest) < length) return null;
  const position = placesOf(walk).findIndex((place) => place >= length);
  const index = placeOf(position, walk.shape);
  return { index, place: placeAt(walk, index) };
}

/** The jumps to a cell, axis by axis: so many, so long, from there. */
export function jumpsTo({ strides, offset }: Walk, index: readonly number[]) {
  let from = offset;
  return index.map((count, axis) => {
    const jump = { from, count, stride: strides[axis]! };
    from += count * strides[axis]!;
    return jump;
  });
}

/** What the framework's own copy makes of the walk: its numbers in row-major order. */
export function straightened(memory: Float32Array<ArrayBuffer>, walk: Walk): Float32Array<ArrayBuffer> {
  const out = new Float32Array(sizeOf(walk.shape));
  if (out.length > 0) copy({ memory, dtype: 'float32', ...walk }, out);
  return out;
}

/** The loops that remain when neighbouring axes are merged, outermost first. */
export const loopsOf = ({ shape, strides }: Walk): readonly number[] => mergeAxes(shape, [{ strides }]).shape;

/** Does it lie flat, so that a reshape copies nothing? */
export const liesFlat = ({ shape, strides }: Walk): boolean => isContiguous(shape, strides);

/** The first position, row by row, at which a straightened copy holds another cell of memory than the memory itself; null where none. */
export function firstMoved(walk: Walk): number | null {
  const moved = placesOf(walk).findIndex((place, position) => place !== position);
  return moved < 0 ? null : moved;
}

/** What one sees of a walk, beside the same memory row by row: 0 the same, 1 every row shifted on by as much, 2 one row again and again, 3 else. */
export function lookOf(walk: Walk): number {
  const [rows = 0, columns = 0] = walk.shape;
  const whole = dense(walk.shape);
  const shifts = Array.from({ length: rows }, (_, i) => placeAt(walk, [i, 0]) - placeAt(whole, [i, 0]));
  const isRow = walk.strides[1] === 1 && columns > 0;
  if (isRow && shifts.every((shift) => shift === 0)) return 0;
  if (isRow && walk.strides[0] === 0) return 2;
  const by = (shifts[1] ?? 0) - (shifts[0] ?? 0);
  return isRow && shifts.every((shift, i) => shift - shifts[0]! === i * by) ? 1 : 3;
}

/** How many cells of a first walk change when every cell of a second one is written, over one memory. */
export function seenTwice(first: Walk, second: Walk, index: readonly number[]): number {
  const place = placeAt(second, index);
  return placesOf(first).filter((other) => other === place).length;
}
