/**
 * The beginning, not the part
 *
 * Its shape is right, but it shows what stands at the start of the tensor: move the offset to the first cell of
 * the part.
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
  return [shape.with(axis, count), strides.with(axis, strides[axis]! * step), offset + 0 * start];
}
