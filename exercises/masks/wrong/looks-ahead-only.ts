/**
 * The triangle is upside down
 *
 * Your places see themselves and what comes *after* them. They may look back only.
 */

export function attentionMask(lengths: number[], T: number): boolean[][][] {
  const places = Array.from({ length: T }, (_, place) => place);
  return lengths.map((length) => places.map((query) => places.map((key) => key >= query && key < length)));
}
