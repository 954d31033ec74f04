/** The place in memory of one element of a strided tensor; negative indices count from the end. */
export function offsetOf(index: number[], shape: number[], strides: number[], offset: number): number {
  let place = offset;
  for (const [axis, i] of index.entries()) {
    const wrapped = i < 0 ? i + shape[axis]! : i;
    place += wrapped * strides[axis]!;
  }
  return place;
}
