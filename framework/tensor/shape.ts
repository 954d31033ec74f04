/**
 * Arithmetic on shapes: sizes, strides, broadcasting, axes. Pure functions over lists of integers; no tensor here.
 *
 * A stride is how many elements to jump in the buffer for one step along an axis. Broadcasting is a stride of 0.
 */
import { ChalkgradError, shapeText } from './errors.ts';

/** Sizes of the axes, outermost first; [] is a scalar. */
export type Shape = readonly number[];

/** Number of elements: the product of the sizes; 1 for a scalar, 0 as soon as one axis is empty. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) size *= shape[axis]!;
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The row-major position of an element as one index for each axis: 5 in [2, 3] is [1, 2]. */
export function placeOf(position: number, shape: Shape): number[] {
  const place = new Array<number>(shape.length);
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return place;
}

/** Row-major ("C order") strides: the last axis moves fastest. [2, 3, 4] → [12, 4, 1]. */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i]!;
  }
  return strides;
}

/** Do these strides walk the elements in buffer order without gaps? Axes of size 1 may have any stride. */
export function isContiguous(shape: Shape, strides: readonly number[]): boolean {
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] === 0) return true;
    if (shape[i] !== 1) {
      if (strides[i] !== step) return false;
      step *= shape[i]!;
    }
  }
  return true;
}

/**
 * The common shape of two operands: aligned at the *last* axis, an axis of size 1 stretches to the other's size.
 * Source: the NumPy broadcasting rules, which PyTorch follows.
 */
export function broadcastShapes(a: Shape, b: Shape, op: string): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const m = a[a.length - i] ?? 1;
    const n = b[b.length - i] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new ChalkgradError(
        `${op}: shapes ${shapeText(a)} and ${shapeText(b)} cannot be broadcast together: axis -${i} has ${m} and ${n}`,
        'axes are compared from the last one; they must be equal, or one of them must be 1. Use unsqueeze or reshape to line them up.',
      );
    }
    out[rank - i] = m === 1 ? n : m;
  }
  return out;
}

/** Strides that read `shape` as if it were `target`: 0 along every stretched axis. */
export function broadcastStrides(shape: Shape, strides: readonly number[], target: Shape): number[] {
  const lead = target.length - shape.length;
  return target.map((_, i) => (i < lead || shape[i - lead] === 1 ? 0 : strides[i - lead]!));
}

/** Turn -1 into the last axis, -2 into the one before it …; anything outside the rank is an error. */
export function normalizeAxis(axis: number, rank: number, op: string): number {
  const positive = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || positive < 0 || positive >= Math.max(rank, 1)) {
    throw new ChalkgradError(
      `${op}: axis ${axis} does not exist in a tensor of ${rank} ${rank === 1 ? 'axis' : 'axes'}`,
      rank === 0 ? 'a scalar has no axes.' : `use ${-rank} … ${rank - 1}; -1 is the last axis.`,
    );
  }
  return positive;
}

/** A list of axes, sorted and without repeats; `undefined` means all of them. */
export function normalizeAxes(axes: number | readonly number[] | undefined, rank: number, op: string): number[] {
  if (axes === undefined) {
    const all: number[] = [];
    for (let axis = 0; axis < rank; axis++) all.push(axis);
    return all;
  }
  const list = typeof axes === 'number' ? [axes] : axes;
  if (list.length === 1 && rank > 0) return [normalizeAxis(list[0]!, rank, op)];
  if (rank === 0 && list.every((axis) => axis === 0 || axis === -1)) return [];
  const positive = list.map((axis) => normalizeAxis(axis, rank, op));
  if (new Set(positive).size !== positive.length) {
    throw new ChalkgradError(`${op}: axes [${list.join(', ')}] name the same axis twice`, 'name each axis once.');
  }
  return positive.sort((a, b) => a - b);
}

/** Fill in the one -1 of a reshape target and check that the sizes agree. */
export function inferShape(from: Shape, to: Shape, op: string): number[] {
  const size = sizeOf(from);
  const bad = (why: string): never => {
    throw new ChalkgradError(
      `${op}: cannot view ${shapeText(from)} (${size} elements) as ${shapeText(to)}: ${why}`,
      'the product of the sizes must stay the same; one size may be -1 and is then worked out.',
    );
  };
  let known = 1;
  let unknown = -1; // its axis
  for (let axis = 0; axis < to.length; axis++) {
    const n = to[axis]!;
    if (n === -1) {
      if (unknown >= 0) bad('more than one size is -1');
      unknown = axis;
    } else if (!Number.isInteger(n) || n < 0) bad('sizes are whole numbers, 0 or more');
    else known *= n;
  }
  if (unknown < 0) {
    if (known !== size) bad(`that needs ${known} elements`);
    return to.slice();
  }
  if (known === 0 || size % known !== 0) bad(`${size} is not a multiple of ${known}`);
  return to.with(unknown, size / known);
}
