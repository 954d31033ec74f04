/**
 * Sizes, not jumps
 *
 * This is the shape. A stride says how far one step goes, not how many steps there are.
 */

export function contiguousStrides(shape: number[]): number[] {
  return [...shape];
}
