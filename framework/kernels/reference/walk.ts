/**
 * How the reference walks strided memory: neighbouring axes that can be read as one are merged, then an odometer turns
 * over the leading axes and hands each row (the last axis) to a plain inner loop.
 */
import type { Shape } from '../../tensor/shape.ts';
import type { Strided } from '../Kernels.ts';

/**
 * Visit every row of views that share a shape, in row-major order.
 *
 * `visit(position, bases, length, steps)`: `position` is the row's first place in a dense output, `bases[k]` its first
 * place in view k's buffer, `steps[k]` the jump from one element of the row to the next.
 */
export function forEachRow(
  shape: Shape,
  views: readonly Strided[],
  visit: (position: number, bases: readonly number[], length: number, steps: readonly number[]) => void,
): void {
  const axes = mergeAxes(shape, views);
  const last = axes.shape.length - 1;
  const length = axes.shape[last]!;
  const steps = axes.strides.map((strides) => strides[last]!);
  const bases = views.map((view) => view.offset);
  const counter = new Array<number>(last).fill(0);
  let size = 1;
  for (const n of shape) size *= n;
  for (let position = 0; position < size; position += length) {
    visit(position, bases, length, steps);
    for (let axis = last - 1; axis >= 0; axis--) {
      counter[axis]!++;
      for (let k = 0; k < bases.length; k++) bases[k]! += axes.strides[k]![axis]!;
      if (counter[axis]! < axes.shape[axis]!) break;
      for (let k = 0; k < bases.length; k++) bases[k]! -= counter[axis]! * axes.strides[k]![axis]!;
      counter[axis] = 0;
    }
  }
}

/** Two axes are one when, in every view, a step of the outer equals a full run of the inner. Axes of size 1 vanish. */
export function mergeAxes(
  shape: Shape,
  views: readonly Pick<Strided, 'strides'>[],
): { shape: number[]; strides: number[][] } {
  const merged: number[] = [];
  const strides: number[][] = views.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis]!;
    if (n === 1) continue;
    const end = merged.length - 1;
    const joins = end >= 0 && views.every((view, k) => strides[k]![end] === view.strides[axis]! * n);
    if (joins) {
      merged[end]! *= n;
      views.forEach((view, k) => {
        strides[k]![end] = view.strides[axis]!;
      });
    } else {
      merged.push(n);
      views.forEach((view, k) => {
        strides[k]!.push(view.strides[axis]!);
      });
    }
  }
  if (merged.length === 0) {
    merged.push(1);
    for (const list of strides) list.push(0);
  }
  return { shape: merged, strides };
}

/** The same view as an object of its own, to be changed in parts. */
export const viewOf = ({ memory, dtype, shape, strides, offset }: Strided): Strided => ({
  memory,
  dtype,
  shape,
  strides,
  offset,
});

/** Only the first entry along one axis: where the lines along that axis begin. */
export const withoutAxis = (x: Strided, axis: number): Strided => ({
  ...viewOf(x),
  shape: x.shape.toSpliced(axis, 1),
  strides: x.strides.toSpliced(axis, 1),
});
