/** Who may look at whom, for each sequence of the batch. → [N, query, key] */
export function attentionMask(lengths: number[], T: number): boolean[][][] {
  // your turn: causal, and no padding.
  return lengths.map(() => Array.from({ length: T }, () => Array.from({ length: T }, () => true)));
}
