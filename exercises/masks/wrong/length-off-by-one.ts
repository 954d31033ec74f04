/**
 * One place of padding is seen
 *
 * A sequence of length n has the places 0 … n − 1; you let it be looked at up to n.
 */

export function attentionMask(lengths: number[], T: number): boolean[][][] {
  const places = Array.from({ length: T }, (_, place) => place);
  return lengths.map((length) => places.map((query) => places.map((key) => key <= query && key <= length)));
}
