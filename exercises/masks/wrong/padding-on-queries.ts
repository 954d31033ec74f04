/**
 * The query was asked whether it is padding
 *
 * What must not be looked at are keys that are padding. Whether the one who looks is padding does not matter: nobody reads its answer.
 */

export function attentionMask(lengths: number[], T: number): boolean[][][] {
  const places = Array.from({ length: T }, (_, place) => place);
  return lengths.map((length) => places.map((query) => places.map((key) => key <= query && query < length)));
}
