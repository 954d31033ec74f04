/**
 * What broadcasting makes of two shapes, axis by axis and cell by cell, in the framework's own words: `broadcastShapes` says what comes out,
 * `broadcastStrides` where each operand is read. Pure; the figure only draws it.
 */
import { broadcastShapes, broadcastStrides, contiguousStrides, placeOf, sizeOf } from '#framework/tensor/shape.ts';

type Sizes = readonly number[];

/** One axis, counted from the last: what each operand brings, and what becomes of it. `null`: the operand has no such axis. */
export interface RackAxis {
  /** −1 is the last axis. */
  readonly axis: number;
  readonly a: number | null;
  readonly b: number | null;
  /** The size that comes out; null where the two do not fit. */
  readonly out: number | null;
}

export interface Rack {
  /** Outermost first. */
  readonly axes: readonly RackAxis[];
  /** The shape that comes out; null where some axis does not fit. */
  readonly out: Sizes | null;
  /** How far each operand is moved by one step along each axis of the result: 0 where it is stretched. */
  readonly strides: { readonly a: Sizes; readonly b: Sizes } | null;
}

/** The shape that two shapes give, or null. */
function together(a: Sizes, b: Sizes): Sizes | null {
  try {
    return broadcastShapes(a, b, 'add');
  } catch {
    return null;
  }
}

/** @example rackOf([4, 1, 3], [2, 3]).out // [4, 2, 3] */
export function rackOf(a: Sizes, b: Sizes): Rack {
  const rank = Math.max(a.length, b.length);
  const axes = Array.from({ length: rank }, (_, i): RackAxis => {
    const axis = i - rank;
    const [mine, theirs] = [a.at(axis), b.at(axis)];
    const [ofA, ofB] = [-axis <= a.length ? mine! : null, -axis <= b.length ? theirs! : null];
    const fitted = together(ofA === null ? [] : [ofA], ofB === null ? [] : [ofB]);
    return { axis, a: ofA, b: ofB, out: fitted?.[0] ?? null };
  });
  const out = together(a, b);
  return {
    axes,
    out,
    strides: out && {
      a: broadcastStrides(a, contiguousStrides(a), out),
      b: broadcastStrides(b, contiguousStrides(b), out),
    },
  };
}

/** A cell of the result, and where each operand is read for it. */
export interface RackCell {
  readonly index: Sizes;
  readonly a: number;
  readonly b: number;
  /** Is this the first time that the operand's place is read? The others are the same number again. */
  readonly isFirst: { readonly a: boolean; readonly b: boolean };
}

/** Every cell of the result in row-major order; none where the shapes do not fit. */
export function rackCells({ out, strides }: Rack): readonly RackCell[] {
  if (out === null || strides === null) return [];
  const read = (index: Sizes, by: Sizes): number => index.reduce((place, at, axis) => place + at * by[axis]!, 0);
  const first = (index: Sizes, by: Sizes): boolean => index.every((at, axis) => at === 0 || by[axis] !== 0);
  return Array.from({ length: sizeOf(out) }, (_, position) => {
    const index = placeOf(position, out);
    return {
      index,
      a: read(index, strides.a),
      b: read(index, strides.b),
      isFirst: { a: first(index, strides.a), b: first(index, strides.b) },
    };
  });
}
