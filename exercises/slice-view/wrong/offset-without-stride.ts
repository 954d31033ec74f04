/**
 * The offset counts numbers
 *
 * `start` counts rows, the offset counts numbers: each row is a stride long.
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
  return [shape.with(axis, count), strides.with(axis, strides[axis]! * step), offset + start];
}
