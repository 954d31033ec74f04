/**
 * The last one is missing
 *
 * Five in steps of two are three, not two: the last step need not be full.
 */

type View = [shape: number[], strides: number[], offset: number];

export function sliceView(
  [shape, strides, offset]: View,
  axis: number,
  start: number,
  end: number,
  step: number,
): View {
  const count = Math.floor((end - start) / step);
  return [shape.with(axis, count), strides.with(axis, strides[axis]! * step), offset + start * strides[axis]!];
}
