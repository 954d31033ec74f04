/**
 * A place may see itself
 *
 * The first place would see nothing at all, and no place what stands there. The diagonal belongs to what may be seen.
 */

export function attentionMask(lengths: number[], T: number): boolean[][][] {
  const places = Array.from({ length: T }, (_, place) => place);
  return lengths.map((length) => places.map((query) => places.map((key) => key < query && key < length)));
}
