/**
 * Every number instead of every second
 *
 * The count is right, but the walk takes neighbours: a step of the part is `step` steps of the whole.
 */

type View = [shape: number[], strides: number[], offset: number];

export function sliceView(
  [shape, strides, offset]: View,
  axis: number,
  start: number,
  end: number,
  step: number,
): View {
  const count = Math.ceil((end - start) / step);
  return [shape.with(axis, count), strides.with(axis, strides[axis]!), offset + start * strides[axis]!];
}
