/**
 * Who may look at whom: at itself and what came before, as far as the sequence reaches.
 *
 * Source: Vaswani et al., "Attention is all you need" (2017), §3.2.3.
 */
export function attentionMask(lengths: number[], T: number): boolean[][][] {
  const places = Array.from({ length: T }, (_, place) => place);
  return lengths.map((length) => places.map((query) => places.map((key) => key <= query && key < length)));
}
