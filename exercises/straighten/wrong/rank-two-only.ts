/**
 * Two loops for any number of axes
 *
 * A loop over rows and one over columns are written, and three axes came, or one, or none.
 */

type View = [shape: number[], strides: number[], offset: number];

export function contiguous(data: number[], [shape, strides, offset]: View): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < shape[0]!; i++)
    for (let j = 0; j < shape[1]!; j++) numbers.push(data[offset + i * strides[0]! + j * strides[1]!]!);
  return numbers;
}
