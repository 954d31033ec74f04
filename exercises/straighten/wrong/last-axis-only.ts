/**
 * The first row again and again
 *
 * Only the last axis was walked. When it is full, take one step along the axis before it.
 */

type View = [shape: number[], strides: number[], offset: number];

export function contiguous(data: number[], [shape, strides, offset]: View): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  const [n, stride] = [shape.at(-1) ?? 1, strides.at(-1) ?? 0];
  return Array.from({ length: size }, (_, position) => data[offset + (position % n) * stride]!);
}
