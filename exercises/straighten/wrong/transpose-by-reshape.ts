/**
 * The row as it lies
 *
 * You copied the numbers in the order of memory. Read them through the strides: a transposed view has another
 * order.
 *
 * @moment t=plane-regression.7~plane-regression.7!transpose-by-reshape&step=10
 */

type View = [shape: number[], strides: number[], offset: number];

export function contiguous(data: number[], [shape, , offset]: View): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  return Array.from({ length: size }, (_, position) => data[offset + (position % data.length)]!);
}
