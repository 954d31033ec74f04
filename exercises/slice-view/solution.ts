type View = [shape: number[], strides: number[], offset: number];

/** Entries start … end − 1 along one axis, every step-th, as a view: no number moves. */
export function sliceView(
  [shape, strides, offset]: View,
  axis: number,
  start: number,
  end: number,
  step: number,
): View {
  const count = Math.ceil((end - start) / step);
  return [shape.with(axis, count), strides.with(axis, strides[axis]! * step), offset + start * strides[axis]!];
}
