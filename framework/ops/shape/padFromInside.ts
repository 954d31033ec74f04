/** Padding that is copied from inside a tensor, one axis after the other: each new cell names the place it is a copy of. */
import { tensor, zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** Cells before and after, for each axis in order. */
export type Sides = readonly (readonly [before: number, after: number])[];

type InsideMode = 'reflect' | 'replicate' | 'circular';

export const padFromInside = (x: Tensor, sides: Sides, mode: InsideMode): Tensor =>
  sides.reduce((y, side, axis) => {
    if (side[0] + side[1] === 0) return y;
    return y.indexSelect(axis, placesOf(x.shape, axis, side, mode));
  }, x);

/** Every copy sends its gradient back to where it was taken from. */
export const padFromInsideGrad = (grad: Tensor, shape: Shape, sides: Sides, mode: InsideMode): Tensor =>
  sides.reduceRight((g, side, axis) => {
    if (side[0] + side[1] === 0) return g;
    const inner = g.shape.with(axis, shape[axis]!);
    const places = placesOf(shape, axis, side, mode);
    const laid = places.reshape(inner.map((_, i) => (i === axis ? places.size : 1))).expand(g.shape);
    return zeros(inner, { dtype: g.dtype }).scatterAdd(axis, laid, g);
  }, grad);

/** From where each cell along an axis is taken. int32 [before + n + after] */
function placesOf(shape: Shape, axis: number, [before, after]: readonly [number, number], mode: InsideMode): Tensor {
  const n = shape[axis]!;
  const furthest = mode === 'reflect' ? n - 1 : mode === 'circular' ? n : n === 0 ? 0 : Number.POSITIVE_INFINITY;
  if (before > furthest || after > furthest) {
    throw new ChalkgradError(
      `pad: axis ${axis} of ${shapeText(shape)} cannot be padded by [${before}, ${after}] in mode '${mode}'`,
      `there are cells for at most ${Math.max(furthest, 0)} on each side.`,
    );
  }
  const places = Array.from({ length: before + n + after }, (_, i) => from(i - before, n, mode));
  return tensor(places, { dtype: 'int32' });
}

function from(place: number, n: number, mode: InsideMode): number {
  switch (mode) {
    case 'reflect':
      return place < 0 ? -place : place >= n ? 2 * (n - 1) - place : place;
    case 'replicate':
      return Math.min(Math.max(place, 0), n - 1);
    case 'circular':
      return (place + n) % n;
  }
}
