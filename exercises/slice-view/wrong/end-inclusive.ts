/**
 * One cell too many
 *
 * `end` itself is not part of it: one too many where the step divides, and one in an empty slice.
 */

type View = [shape: number[], strides: number[], offset: number];

export function sliceView(
  [shape, strides, offset]: View,
  axis: number,
  start: number,
  end: number,
  step: number,
): View {
  const count = Math.floor((end - start) / step) + 1;
  return [shape.with(axis, count), strides.with(axis, strides[axis]! * step), offset + start * strides[axis]!];
}
